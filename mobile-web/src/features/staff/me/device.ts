// Says what kind of device a browser's own name stands for, as far as its owner would recognise it.

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, '苹果手机'],
  [/HarmonyOS|OpenHarmony/, '鸿蒙手机'],
  [/Android/, '安卓手机'],
  [/Windows/, 'Windows 电脑'],
  [/Macintosh/, '苹果电脑'],
  [/Linux|X11/, 'Linux 电脑'],
]

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, '微信'],
  [/DingTalk/, '钉钉'],
  [/Edg\//, 'Edge'],
  [/Firefox/, '火狐'],
  [/Chrome/, '谷歌内核浏览器'],
  [/Safari/, 'Safari'],
]

/** 安卓手机，微信; 不认识的设备 when nothing fits. */
export function deviceOf(userAgent: string | null): string {
  const kind = nameOf(KINDS, userAgent)
  const browser = nameOf(BROWSERS, userAgent)
  return [kind, browser].filter(Boolean).join('，') || '不认识的设备'
}

function nameOf(table: readonly (readonly [RegExp, string])[], userAgent: string | null): string | undefined {
  return table.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]
}
