// What only the reporter sees: replies as letters.
import { dayWithYear, money } from '@/shared/format/format'
import { Letter } from '@/shared/ui/case-parts'
import { ReadAloud } from '@/shared/ui/read-aloud'
import { Section } from '@/shared/ui/section'
import { MEASURE } from '../finding-words'
import { doneSoFar, findings } from './replies-text'
import { later } from './later-text'
import type { Content } from './use-track'

type Reply = Content['replies'][number]
type Measure = Reply['measures'][number]

export default function Replies({ content }: { content: Content }) {
  const latestFirst = content.replies.slice().sort((a, b) => (a.at < b.at ? 1 : -1))
  return (
    <>
      {latestFirst.map((reply) => (
        <Section key={reply.at} title={later.reply(reply.instance)}>
          <Letter lead={findings[reply.finding]} text={reply.text} from={reply.organName} day={dayWithYear(reply.at)}>
            {reply.measures.length > 0 && <p>{doneSoFar + reply.measures.map(measureInWords).join('，')}。</p>}
          </Letter>
          <ReadAloud text={[findings[reply.finding], reply.text, ...reply.measures.map(measureInWords)].join('。')} />
        </Section>
      ))}
    </>
  )
}

function measureInWords({ kind, amount, note }: Measure): string {
  const what = MEASURE[kind] + (amount ? ` ${money(amount)}` : '')
  return note ? `${what}（${note}）` : what
}
