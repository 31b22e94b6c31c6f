// Further reports of the same phone, each a line that leads to it.
import { dayWithYear } from '@/shared/format/format'
import { Light } from '@/shared/ui/case-parts'
import { Section } from '@/shared/ui/section'
import { headline, lightSays } from './lines'
import { later } from './later-text'
import type { Track } from './use-track'

export interface OthersProps {
  track: Track
}

export default function Others({ track }: OthersProps) {
  return (
    <Section title={later.others}>
      <ul class="cells">
        {track.others.map((line) => (
          <li key={line.reportId} class="risk">
            <p>
              <Light light={line.light} say={lightSays(line)} />
            </p>
            <h3 class="mt2">{headline(line).join('')}</h3>
            <p>{line.next}</p>
            <p class="soft small">
              {line.organ.name} · {dayWithYear(line.submittedAt)}
            </p>
            <button class="btn btn--text" type="button" onClick={() => track.pick(line)}>
              {later.pick}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
