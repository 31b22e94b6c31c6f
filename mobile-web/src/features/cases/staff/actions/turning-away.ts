// The built-in texts to begin from when a case is not taken or goes elsewhere: for any county, with blanks for what differs.
import type { Template } from './templates'

const CLOSING = '您不同意，用查询码说一声“不满意”，会转到上一级重新看。'

/** Why it is not taken; the reporter reads it. */
export const DECLINE_REASONS: readonly Template[] = [
  { name: '不归纪检管', text: `您反映的〔事情〕，我们看过了。这件事不归纪检监察机关管，因为〔为什么，根据哪一条〕。请找下面写的机关。\n${CLOSING}` },
  { name: '法院、仲裁、复议正在办', text: `您反映的〔事情〕，现在由〔哪个机关〕按〔诉讼、仲裁或者行政复议〕办着，按规定我们不另外收。他们有了结果，您发现干部有违纪的事，请再来反映。\n${CLOSING}` },
  { name: '查过、答复过，没有新材料', text: `您反映的〔事情〕，〔哪年哪月〕查过，答复是：〔当时怎么答复的〕。这次没有新的材料，所以不重复收。有了新材料，请再来反映。\n${CLOSING}` },
]

/** Whom he should turn to instead. The numbers are the same in every county; others are left to be filled in. */
export const CHANNELS: readonly Template[] = [
  { name: '信访局', text: '〔哪个县、市、区〕信访局，电话〔号码〕' },
  { name: '政务服务热线', text: '政务服务便民热线，电话 12345' },
  { name: '人力资源和社会保障', text: '人力资源和社会保障局，电话 12333' },
  { name: '市场监管', text: '市场监督管理局，电话 12315' },
  { name: '法院', text: '〔哪个〕人民法院，诉讼服务热线 12368' },
  { name: '检察院', text: '〔哪个〕人民检察院，检察服务热线 12309' },
  { name: '法律援助', text: '公共法律服务热线，电话 12348，请律师不花钱的可以问' },
  { name: '公安', text: '〔哪个〕公安局，电话〔号码〕；有危险打 110' },
]

/** Why it goes to another organ of the platform; the reporter reads it. */
export const TRANSFER_REASONS: readonly Template[] = [
  { name: '归对方管', text: '您反映的〔事情〕，归他们管：〔为什么〕。材料一起转过去了，您不用再交，查询码照样用。' },
  { name: '我们办不合适', text: '您反映的〔事情〕，由我们办不合适：〔为什么，不要写人名〕。转过去以后，期限照样算，查询码照样用。' },
]

/** Why it goes out of the platform: from then on nothing more can be read here. */
export const OUTSIDE_REASONS: readonly Template[] = [
  { name: '归平台外的机关管', text: '您反映的〔事情〕，归他们管：〔为什么〕。材料已经转过去，以后的进展请问他们，电话〔号码〕。' },
]
