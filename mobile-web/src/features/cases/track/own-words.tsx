// What only the reporter sees: his own words.
import { dayAndClock } from '@/shared/format/format'
import type { MediaKind } from '@/shared/graphql/schema.generated'
import { uploadText } from '@/shared/upload/text'
import { text } from './text'
import type { Content } from './use-track'

export default function OwnWords({ content }: { content: Content }) {
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
