// The words of uploads.
import type { MediaKind } from '@/shared/graphql/schema.generated'
import { bytes } from '@/shared/format/format'

const kinds: Record<MediaKind, string> = { PHOTO: '照片', VIDEO: '录像', AUDIO: '录音' }
const measures: Record<MediaKind, string> = { PHOTO: '张', VIDEO: '段', AUDIO: '段' }

export const uploadText = {
  kinds,
  /** `照片 2 张` */
  count: (kind: MediaKind, count: number) => `${kinds[kind]} ${count} ${measures[kind]}`,
  preparing: '正在缩小',
  waiting: '等您填好手机号就开始传',
  ready: '排着队，马上传',
  sending: (percent: number) => `正在传，${percent}%`,
  paused: (percent: number) => `没有网，停在 ${percent}%`,
  pausedWhy: (left: number) => `传过的不会丢，有网后自己接着传。还要约 ${bytes(left)} 流量，连上 WiFi 再传更省钱。`,
  done: '传好了',
  resume: (count: number) => `这台手机上有 ${count} 个文件没传完`,
  resumeHow: '再选一次同样的文件，就从停下的地方接着传，不重复花流量。',
  otherFile: '选的不是没传完的那个文件，请再看看。',
  notStarted: '没有办成，不是您的问题。请过一会儿再试。',
  progress: (name: string) => `${name}上传进度`,
  remove: (name: string) => `删除${name}`,
  play: (name: string) => `播放${name}`,
  cost: (left: number) => `还要约 ${bytes(left)} 流量，连上 WiFi 再传更省钱。`,
  tooBig: (limit: number) => `太大了，一个最多 ${bytes(limit)}。可以录短一点，分几段交。`,
  tooMany: (kind: MediaKind, count: number) => `${kinds[kind]}最多 ${count} ${measures[kind]}，这个没有收。`,
  wrongType: '这种文件收不了。请换照片、录像或录音。',
  empty: '这个文件是空的，或者太短，里面没有能看的内容。请换一个。',
  expired: '要再核对一次手机号，才能接着传。',
  gone: '没传上去，请删掉以后再选一次。',
} as const
