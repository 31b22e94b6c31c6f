// The built-in texts to begin a reply from, by finding, and the filling of their blanks, marked 〔…〕.

import type { Finding } from '@/shared/graphql/schema.generated'

/** One text to begin from; the writer changes it before it is sent. */
export interface Template {
  readonly name: string
  readonly text: string
}

const CHECKED = '您反映的〔事情〕，我们查过了：〔看了哪些账，问了哪些人〕。'

const TEMPLATES: Readonly<Record<Finding, readonly Template[]>> = {
  SUBSTANTIATED: [
    { name: '属实，已处理', text: `${CHECKED}\n您说的是真的。〔查清的事实〕。\n处理结果：〔对谁，怎么处理〕。` },
    { name: '属实，钱已退', text: `${CHECKED}\n您说的是真的。〔查清的事实〕。\n多收、少发的钱共〔多少〕元，〔哪天〕已退给〔谁〕。处理结果：〔对谁，怎么处理〕。` },
  ],
  PARTLY_SUBSTANTIATED: [
    { name: '一部分属实', text: `${CHECKED}\n属实的：〔查清的事实〕。处理结果：〔对谁，怎么处理〕。\n不属实的：〔哪一点，根据是什么〕。` },
  ],
  NOT_SUBSTANTIATED: [
    { name: '不属实，讲清根据', text: `${CHECKED}\n没有发现您说的情况。根据是：〔文件、账目、证人怎么说〕。\n您手里有别的材料，可以用查询码补充。` },
    { name: '办事合规，是误会', text: `${CHECKED}\n这件事是按规定办的：〔哪条规定〕。当时没有讲清楚，〔单位〕已向〔谁〕说明。` },
  ],
  CANNOT_BE_VERIFIED: [
    { name: '没法核实，缺线索', text: `${CHECKED}\n现有的材料还定不了真假，缺的是：〔缺什么〕。\n您想起时间、地点、见证人，用查询码补充，我们接着查。` },
  ],
}

const CLOSING_FIRST = '不满意，用查询码说一声，会转到上一级重新查。'
const CLOSING_REVIEW = '这是复核的答复，也是最后一次答复。'

/** The texts for a finding, each closed by what the reporter may still do after this instance. */
export function templatesFor(finding: Finding, instance: number): readonly Template[] {
  const closing = instance > 1 ? CLOSING_REVIEW : CLOSING_FIRST
  return TEMPLATES[finding].map((template) => ({ name: template.name, text: `${template.text}\n${closing}` }))
}

/** The words told to the reporter on acceptance, ready to send. */
export const ACCEPT_NOTES: readonly Template[] = [
  { name: '已收下，正在办', text: '您反映的事，我们收下了，由两名同志办理，一个月内答复您。有新情况，用查询码补充。' },
  { name: '请补充时间、地点', text: '您反映的事，我们收下了。事情是哪天、在哪里、还有谁知道，请用查询码补充，越细越好查。' },
]
