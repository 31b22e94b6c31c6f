// What only the reporter sees: his own words, and what became of each file.
import { dayAndClock } from '@/shared/format/format'
import type { MediaKind } from '@/shared/graphql/schema.generated'
import { late } from '@/shared/ui/late'
import { Section } from '@/shared/ui/section'
import type { ResumeProps } from '@/shared/upload/resume'
import { startUploads } from '@/shared/upload/use-queue'
import { uploadText } from '@/shared/upload/text'
import { arrived, heldHere, notReady, wordsOf } from './files'
import { groupedCode } from './query-code'
import { later } from './later-text'
import type { Content, Track } from './use-track'

const Resume = late<ResumeProps>(() => import('@/shared/upload/resume'))

export interface OwnProps {
  content: Content
  track: Track
  /** Opens the form for more material; none once nothing may be added. */
  onSupplement: (() => void) | undefined
}

export default function OwnWords(props: OwnProps) {
  const { content } = props
  return (
    <>
      <Files {...props} />
      <section class="section">
        <details>
          <summary>{later.own}</summary>
          <div>
            <p class="said own-text">{content.text}</p>
            {content.media.length > 0 && (
              <p class="soft small mt2">
                {later.ownMedia}：{mediaInWords(content.media)}
              </p>
            )}
          </div>
        </details>
        {content.supplements.length > 0 && (
          <details>
            <summary>{later.supplement.list}</summary>
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
    </>
  )
}

/** Files that did not arrive, or not yet: why, and how they can be brought again. */
function Files({ content, track, onSupplement }: OwnProps) {
  const files = notReady(content)
  if (files.length === 0) return null
  const { token, code } = track
  const kept = token && onSupplement ? heldHere(files, Date.now()) : undefined
  return (
    <Section title={later.files.title}>
      <ul class="cells">
        {files.map(({ one, name }) => (
          <li key={one.id} class="risk">
            <h3>{name}</h3>
            <p>{wordsOf(one)}</p>
          </li>
        ))}
      </ul>
      {kept && token && <Resume submissionKey={kept.key} county={kept.county} files={kept.files} start={(queue) => startUploads(queue, token, groupedCode(code))} onSettled={() => track.find(code, token)} />}
      {onSupplement && files.some(({ one }) => one.state === 'REFUSED' || (one.state === 'RECEIVING' && !kept)) && (
        <>
          <p class="mt3">{later.files.again}</p>
          <button class="btn btn--quiet mt3" type="button" onClick={onSupplement}>
            {later.files.supplement}
          </button>
        </>
      )}
    </Section>
  )
}

/** What has arrived; what has not stands under its own heading. */
function mediaInWords(media: Content['media']): string {
  const kinds: readonly MediaKind[] = ['PHOTO', 'VIDEO', 'AUDIO']
  const here = arrived(media)
  const counts = kinds
    .map((kind) => [kind, here.filter((one) => one.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => uploadText.count(kind, count))
  const lacking = media.length - here.length
  return [...counts, lacking > 0 && later.files.lacking(lacking)].filter(Boolean).join('，')
}
