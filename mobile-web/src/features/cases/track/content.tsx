// What only the reporter sees: replies as letters, and one's own words.
import { dayAndClock, dayWithYear, money } from '@/shared/format/format'
import type { MediaKind } from '@/shared/graphql/schema.generated'
import { uploadText } from '@/shared/upload/text'
import { Letter } from '@/shared/ui/case-parts'
import { ReadAloud } from '@/shared/ui/read-aloud'
import { Section } from '@/shared/ui/section'
import { findings, measures, text } from './text'
import type { Status } from './use-track'

type Content = NonNullable<Status['content']>
type Reply = Content['replies'][number]
type Measure = Reply['measures'][number]

export function Replies({ content }: { content: Content }) {
  const latestFirst = content.replies.slice().sort((a, b) => (a.at < b.at ? 1 : -1))
  return (
    <>
      {latestFirst.map((reply) => (
        <Section key={reply.at} title={text.reply(reply.instance)}>
          <Letter lead={findings[reply.finding]} text={reply.text} from={reply.organName} day={dayWithYear(reply.at)}>
            {reply.measures.length > 0 && <p>{text.measures + reply.measures.map(measureInWords).join('，')}。</p>}
          </Letter>
          <ReadAloud text={[findings[reply.finding], reply.text, ...reply.measures.map(measureInWords)].join('。')} />
        </Section>
      ))}
    </>
  )
}

function measureInWords({ kind, amount, note }: Measure): string {
  const what = measures[kind] + (amount ? ` ${money(amount)}` : '')
  return note ? `${what}（${note}）` : what
}

export function OwnWords({ content }: { content: Content }) {
  return (
    <section class="section">
      <details>
        <summary>{text.own}</summary>
        <div>
          <p class="said own-text">{content.text}</p>
          {content.media.length > 0 && (
            <p class="soft small mt2">
              {text.ownMedia}：{mediaInWords(content.media)}
            </p>
          )}
        </div>
      </details>
      {content.supplements.length > 0 && (
        <details>
          <summary>{text.supplement.list}</summary>
          <div>
            {content.supplements.map((one) => (
              <div key={one.at} class="mt3">
                <p class="soft small">
                  {dayAndClock(one.at)} {mediaInWords(one.media)}
                </p>
                <p class="said own-text">{one.text}</p>
              </div>
            ))}
          </div>
        </details>
      )}
    </section>
  )
}

function mediaInWords(media: Content['media']): string {
  const kinds: readonly MediaKind[] = ['PHOTO', 'VIDEO', 'AUDIO']
  return kinds
    .map((kind) => [kind, media.filter((one) => one.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => uploadText.count(kind, count))
    .join('，')
}
