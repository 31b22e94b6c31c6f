// 叫停: what stops a power now stands at the top of its page; what was is a record that stays.
import { dayWithYear } from '@/shared/format/format'
import { Section } from '@/shared/ui/section'
import type { PowerData } from './power-data'
import { text } from './text'

type Halt = PowerData['halts'][number]

const words = text.halt

export function OpenHalt({ power }: { power: PowerData }) {
  const halt = power.halts.find(({ isOpen }) => isOpen)
  if (!halt) return null
  return (
    <section class="note note--discipline mt4" aria-labelledby="halt-h">
      <h2 class="as-h3" id="halt-h">
        {words.title}
      </h2>
      <p>{words.ordered(halt.organName, dayWithYear(halt.orderedAt), where(halt))}</p>
      <Said halt={halt} />
      {halt.answers.length === 0 && <p class="mt2 small">{words.noAnswer}</p>}
    </section>
  )
}

export function HaltRecord({ power }: { power: PowerData }) {
  const past = power.halts.filter(({ isOpen }) => !isOpen)
  if (past.length === 0) return null
  return (
    <Section title={words.record} side={words.count(past.length)}>
      <ul class="cells">
        {past.map((halt) => (
          <li key={halt.id}>
            <details>
              <summary>{words.span(dayWithYear(halt.orderedAt), dayWithYear(halt.resumedAt ?? halt.orderedAt))}</summary>
              <div>
                <p>{words.was(halt.organName, where(halt))}</p>
                <Said halt={halt} />
                <Paragraph title={words.resumed(halt.resumedBy ?? '')} says={halt.resumeReason ?? ''} />
              </div>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Said({ halt }: { halt: Halt }) {
  return (
    <>
      <Paragraph title={words.reason} says={halt.reason} />
      {halt.answers.map((answer) => (
        <Paragraph key={answer.id} title={words.answer(dayWithYear(answer.at))} says={answer.text} />
      ))}
    </>
  )
}

function Paragraph({ title, says }: { title: string; says: string }) {
  return (
    <p class="mt2 own-text">
      <b>{title}</b>
      <br />
      {says}
    </p>
  )
}

function where({ step }: Halt): string {
  return step ? words.stopped(text.stepName(step.number, step.title)) : words.whole
}
