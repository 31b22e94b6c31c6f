// The words of saying satisfied or not.

export const words = {
  title: '这个答复，您满意吗？',
  titleAway: '转到平台外去办，您满意吗？',
  until: (day: string) => `到 ${day}为止，都可以改主意。`,
  yes: '满意',
  no: '不满意',
  onlyNo: '查询码还在补发。这期间可以先说不满意；说满意要等领到查询码。',
  climb: '不满意的，马上转到上一级再查一次。',
  last: '这是上级的答复。说不满意，会记下来，但不再往上转。',
  saidYes: '您说了满意。',
  saidNo: '您说了不满意。',
  sheetTitle: '不满意，再查一次',
  sheetText: (organ: string) => `马上转到上一级，亮红灯，一个月内再答复您；立了案的，三个月内。${organ}不能再改。`,
  sheetTitleLast: '不满意，记下来',
  why: '哪里不满意？',
  send: '转到上级再查',
  sendLast: '记下来',
  cancel: '我再想想',
  thanks: '记下了：您满意。',
} as const
