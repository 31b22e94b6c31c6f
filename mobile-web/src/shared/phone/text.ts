// The words of the phone code.

export const phoneText = {
  phone: '手机号',
  code: '短信里的 6 位数字',
  send: '发验证码',
  again: '再发一次',
  againIn: (seconds: number) => `${seconds} 秒后可再发`,
  sending: '正在发……',
  sent: (minutes: number) => `验证码已发出，${minutes} 分钟内有效`,
  checking: '正在核对……',
  verified: (phone: string) => `手机号核对过了：${phone}`,
  other: '换一个号',
  wrongPhone: '手机号是 11 位数字，请再看一遍。',
  wrongCode: '数字不对。请看最新的那条短信。',
  triesLeft: (tries: number) => `数字不对。请看最新的那条短信，还能试 ${tries} 次。`,
  offline: '没有网。连上网以后再点一次。',
  failed: '验证码没有发出去，不是您的问题。请过一会儿再点。',
} as const
