// One question: five answers and "don't know", none of them chosen before; below a low one, why.
import { TextArea } from '@/shared/ui/field'
import { text } from './text'

/** The best first, "don't know" last. */
const order = [5, 4, 3, 2, 1, 0] as const

interface Props {
  number: number
  code: string
  words: string
  score: number | undefined
  onScore: (score: number) => void
  reason: string
  onReason: (reason: string) => void
  error?: string | undefined
}

export function Question({ number, code, words, score, onScore, reason, onReason, error }: Props) {
  return (
    <fieldset class="rate">
      <legend>
        <span>{number}</span>
        {words}
      </legend>
      <div class="opts">
        {order.map((value) => (
          <label key={value} class={value === 0 ? 'opt opt--dk' : 'opt'}>
            <input type="radio" name={code} value={value} checked={score === value} onChange={() => onScore(value)} />
            <span>{text.scores[value]}</span>
          </label>
        ))}
      </div>
      {isLow(score) && (
        <div class="note mt4">
          <TextArea id={`why-${code}`} label={text.why} hint={text.whyHint} rows={3} value={reason} onValue={onReason} error={error} below={<p class="soft small mt3">{text.whyPhone}</p>} />
        </div>
      )}
    </fieldset>
  )
}

/** 差 and 很差. */
export function isLow(score: number | undefined): boolean {
  return score === 1 || score === 2
}
