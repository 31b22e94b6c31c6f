// The words of the question whether it is really solved.

export const words = {
  title: '这件事真的解决了吗？',
  until: (day: string) => `${day}以前可以回答，也可以改。`,
  yes: '解决了',
  no: '没有解决',
  saidYes: '您说解决了。',
  saidNo: '您说还没有解决。',
  sheetTitle: '还没有解决',
  climb: '有新的情况或者新的照片、录音，就转到上一级再查一次。没有新的，会记下来。',
  last: '上级已经查过一次，不再往上转。您说的会记下来，办理单位会看到。',
  label: '有什么新的情况',
  send: '交上去',
  sending: '正在交……',
  cancel: '我再想想',
  thanks: '记下了，谢谢您回答。',
  climbed: '转到上一级再查一次。',
} as const
