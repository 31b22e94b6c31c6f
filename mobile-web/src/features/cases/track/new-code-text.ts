// The words of a lost query code.

export const words = {
  lost: '查询码丢了？',
  how: '用这个手机号申请，等几天再回到这一页领新的。领了新的，旧的就作废。',
  meanwhile: '这几天里旧的还能用，找到了就不用领。对答复不满意的，现在就能说。',
  ask: '申请新查询码',
  asked: '记下了，哪天来领写在下面。',
  title: '正在补发查询码',
  waiting: (at: string) => `${at} 以后，用这个手机号来这里领新查询码。`,
  ready: (until: string) => `新查询码可以领了，${until} 以前都能领。只显示一次，请准备好纸笔。`,
  take: '领新查询码',
  notYou: '不是您申请的？请马上取消，旧查询码继续用。',
  stop: '取消补发',
  stopped: '取消了，旧查询码继续用。',
  freshTitle: '新查询码',
  spoken: (code: string) => `新查询码${code}`,
  freshText: '请拍下或抄好，只显示这一次。旧查询码已经作废。',
  use: '抄好了，用它查',
} as const
