// The words of what this phone keeps: drafts, the text size, the way to clear it.

export const words = {
  draft: '存着的草稿',
  draftUntil: (day: string) => `${day}自己删`,
  draftOpen: '接着写',
  draftRemove: '删掉草稿',
  draftEmpty: '（还没有写字）',
  size: '字的大小',
  sizeNormal: '标准字',
  sizeLarge: '大字',
  phone: { title: '别人也用这台手机？', lead: '草稿、接着传文件用的编号、上次看的县，都可以一起清掉。', more: '这台手机里记什么' },
} as const
