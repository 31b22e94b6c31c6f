// The words of the page on which a head hands cases over.

export const words = {
  title: '交接办理件',
  lead: '一名承办人要离任、长期不在，他手上的办理件一次交接给本组织别的人。时限照旧。谁该回避的件，不会分给他。',
  notYours: '这一页由各组织的负责人用。',
  organ: '哪个组织',
  from: '交接谁手上的',
  nobody: '还没有人办的',
  to: '由谁接手',
  toHelp: '选几个人，就平均分。',
  total: (count: number) => `一共 ${count} 件`,
  none: '他手上没有办理件，不用交接。要交接别人的，在上面换一个。',
  share: (name: string, count: number) => `${name}接 ${count} 件`,
  left: (count: number) => `${count} 件没有合适的人接，交接后没有人办，要另外分派`,
  more: '一次最多交接 1000 件，剩下的再交接一次。',
  send: '交接',
  done: (parts: readonly string[]) => `交接了：${parts.join('，')}。`,
  need: { to: '先选由谁接手。' },
} as const
