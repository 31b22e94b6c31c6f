// 过程检查: what discipline organs saw of how the power is exercised, the newest first; the record stays.
import { dayWithYear } from '@/shared/format/format'
import { Section } from '@/shared/ui/section'
import type { PowerData } from './power-data'
import { text } from './text'

type Check = PowerData['checks'][number]

const words = text.checks

export function Checks({ power }: { power: PowerData }) {
  if (power.checks.length === 0) return null
  return (
    <Section title={words.title} side={words.count(power.checks.length)}>
      <ul class="cells">
        {power.checks.map((check) => (
          <li key={check.id}>
            <details>
              <summary>
                <span class={check.verdict === 'IN_ORDER' ? 'tag' : 'tag tag--halt'}>{words.verdicts[check.verdict]}</span>
                {words.made(check.organName, dayWithYear(check.checkedAt), where(check))}
              </summary>
              <p class="own-text">{check.text}</p>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function where({ stepNumber, stepTitle }: Check): string {
  return stepNumber === null ? words.whole : text.stepName(stepNumber, stepTitle ?? '')
}
