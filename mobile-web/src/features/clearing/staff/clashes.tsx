// What two wrote differently, side by side; one of both is chosen before anything is saved.
import { Section } from '@/shared/ui/section'
import type { Written } from './content'
import { linesOf, partName } from './merge'
import type { MergePart } from './merge'
import { text } from './text'

interface Props {
  parts: readonly MergePart[]
  own: Written
  other: Written
  onChosen: (part: MergePart, isOwn: boolean) => void
}

export function Clashes({ parts, own, other, onChosen }: Props) {
  if (parts.length === 0) return null
  return (
    <Section id="clashes" title={text.bothTitle}>
      <p>{text.both(parts.length)}</p>
      {parts.map((part) => (
        <div key={part} role="group" aria-label={partName(part)}>
          <h3 class="mt4">{partName(part)}</h3>
          <div class="cells--two mt2">
            <Side title={text.own} lines={linesOf(part, own)} word={text.useOwn} of={partName(part)} onClick={() => onChosen(part, true)} />
            <Side title={text.other} lines={linesOf(part, other)} word={text.useOther} of={partName(part)} onClick={() => onChosen(part, false)} />
          </div>
        </div>
      ))}
    </Section>
  )
}

function Side({ title, lines, word, of, onClick }: { title: string; lines: readonly string[]; word: string; of: string; onClick: () => void }) {
  return (
    <div>
      <p class="soft small">{title}</p>
      {lines.map((line, at) => (
        <p key={at} class="own-text">
          {line}
        </p>
      ))}
      <button class="btn btn--quiet btn--small mt2" type="button" aria-label={`${word}：${of}`} onClick={onClick}>
        {word}
      </button>
    </div>
  )
}
