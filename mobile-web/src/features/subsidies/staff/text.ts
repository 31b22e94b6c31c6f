// The words of giving lists of subsidies.

export const text = {
  title: '补贴名单',
  lead: '把发给各家各户的补贴登记进来，群众用姓名和证件号码最后四位查自家的。姓名和号码不会存下来，谁也看不到别人家的。',
  notYours: '这一页由单位的公开发布人用。',
  unit: '哪个单位的',
  kind: '哪一种补贴',
  kindHint: '如：耕地地力保护补贴',
  year: '哪一年',
  file: '表格文件',
  fileHint: 'Excel（.xlsx）或 CSV，要有这些列：姓名、证件号码（或证件后四位）、金额；可以有日期。有几张工作表的，每一张都会读，隐藏的不读。',
  check: '先检查',
  checking: '正在检查……',
  noFile: '请先选一个文件。',
  good: (rows: number) => `${rows} 行都没有问题。`,
  bad: (count: number) => `有 ${count} 处不对，一行都没有登记。请改好再传。`,
  fault: (sheet: string | null, row: number, column: string | null) => [sheet && `“${sheet}”`, `第 ${row} 行`, column].filter(Boolean).join('，'),
  goes: (rows: number, amount: string, when: string, who: string | null) => `登记以后，会换掉现在这一份：${when}${who ? `由${who}` : ''}登记的 ${rows} 行，共 ${amount}。`,
  instalment: '换掉以后，原来的就查不到了。如果这是又发的一批，请不要换，把“哪一种补贴”写成另一个名字，如“……（第二批）”，再检查。',
  replace: (gone: number, rows: number) => `换掉原来的 ${gone} 行，登记这 ${rows} 行`,
  send: (rows: number) => `登记这 ${rows} 行`,
  sent: (rows: number) => `登记了 ${rows} 行。表格请从电脑上删掉。`,
} as const
