// 属实不属实: the four findings, as four large answers.
import type { Finding } from '@/shared/graphql/schema.generated'
import { Group } from '@/shared/staff/form'
import { text } from '../text'
import { FINDING } from '../words'

interface Props {
  value: Finding | ''
  onValue: (finding: Finding) => void
  error: string | undefined
}

export function FindingChoice({ value, onValue, error }: Props) {
  return (
    <Group label={text.acts.finding} error={error}>
      <div class="pick pick--two">
        {(Object.keys(FINDING) as Finding[]).map((finding) => (
          <label key={finding} class="pick__one">
            <input type="radio" name="finding" checked={value === finding} aria-invalid={error ? 'true' : undefined} onChange={() => onValue(finding)} />
            <span>{FINDING[finding]}</span>
          </label>
        ))}
      </div>
    </Group>
  )
}
