// One halt with its record, and what the viewer may do: answer for the unit, or let the power go on.
import { Facts } from '@/shared/ui/cell'
import { Sheet } from '@/shared/ui/sheet'
import { Failed, Waiting } from '@/shared/ui/states'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { dayAndClock, dayWithYear } from '@/shared/format/format'
import { AnswerHalt, OneHalt, ResumePower } from './halts.generated'
import type { HaltPartsFragment } from './halts.generated'
import { text } from './text'
import { WordsForm } from './words-form'

const facts = text.facts

interface Props {
  county: string
  onClose: () => void
  onDone: (what: string) => void
}

/** The halt that a notice leads to. */
export function LinkedSheet({ id, ...props }: Props & { id: string }) {
  const { data, error, reload } = useStaffQuery(OneHalt, { id })
  const found = data?.node
  if (found && found.__typename === 'Halt') return <HaltSheet halt={found} {...props} />
  return (
    <Sheet label={text.title} onClose={props.onClose}>
      {error ? <Failed error={error} retry={reload} /> : data ? <p>{text.gone}</p> : <Waiting />}
      <button class="btn btn--text mt2" type="button" onClick={props.onClose}>
        {text.close}
      </button>
    </Sheet>
  )
}

export function HaltSheet({ halt, county, onClose, onDone }: Props & { halt: HaltPartsFragment }) {
  return (
    <Sheet label={halt.power.name} onClose={onClose}>
      <h2>{halt.power.name}</h2>
      <p class="soft">{halt.power.unitName}</p>
      <Record halt={halt} />
      <a class="link" href={`/${county}/p/${halt.power.code}`}>
        {text.page}
      </a>
      {halt.viewerCan.includes('ANSWER') && (
        <WordsForm id="answer" words={text.answering} document={AnswerHalt} input={(said) => ({ haltId: halt.id, text: said })} errors={({ answerHalt }) => answerHalt.errors} field="text" onDone={onDone} />
      )}
      {halt.viewerCan.includes('RESUME') && (
        <WordsForm id="resume" words={text.resuming} document={ResumePower} input={(said) => ({ haltId: halt.id, reason: said })} errors={({ resumePower }) => resumePower.errors} field="reason" onDone={onDone} />
      )}
      <button class="btn btn--text mt2" type="button" onClick={onClose}>
        {text.close}
      </button>
    </Sheet>
  )
}

function Record({ halt }: { halt: HaltPartsFragment }) {
  const answers = halt.answers.map(({ at, text: said }) => [facts.answer(dayAndClock(at)), <span class="own-text">{said}</span>] as const)
  return (
    <Facts
      class="mt3"
      rows={[
        [facts.organ, halt.organName],
        [facts.day, dayWithYear(halt.orderedAt)],
        [facts.step, halt.step ? facts.stepName(halt.step.number, halt.step.title) : facts.whole],
        [facts.reason, <span class="own-text">{halt.reason}</span>],
        ...answers,
        halt.resumedAt !== null && [facts.resumed(halt.resumedBy ?? '', dayWithYear(halt.resumedAt)), <span class="own-text">{halt.resumeReason}</span>],
        halt.caseId !== null && [facts.case, <a class="link" href={`/staff/c/${halt.caseId}`}>{halt.caseNumber}</a>],
      ]}
    />
  )
}
