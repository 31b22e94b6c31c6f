// After handing in: the query code large, as text and picture; files that still run; what comes next; the receipt.
import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { homePath } from '@/shared/county'
import { clock, day, dayWithYear } from '@/shared/format/format'
import { Bar, BarName } from '@/shared/ui/bar'
import { Timeline } from '@/shared/ui/case-parts'
import { Choice, FieldError } from '@/shared/ui/field'
import { Icon } from '@/shared/ui/icon'
import { Page } from '@/shared/ui/page'
import { Section } from '@/shared/ui/section'
import { late } from '@/shared/ui/late'
import { ReceiptNote } from './receipt-note'
import { lastSubmitted, setSubmitted, type Submitted } from './submitted'
import { text } from './done-text'
import { Ticket } from './ticket'
import { useLeaveWarning } from './use-leave-warning'

const Gone = late<object>(() => import('./gone'))
const DoneUploads = late<{ submissionKey: string; county: string }>(() => import('./done-uploads'))

export default function DonePage() {
  const [submitted] = useState(lastSubmitted)
  return submitted ? <Done submitted={submitted} /> : <Gone />
}

function Done({ submitted }: { submitted: Submitted }) {
  const [kept, setKept] = useState(false)
  const { county, organ, at } = submitted
  useLeaveWarning(!kept)
  return (
    <Page bar={<Bar kind="discipline" home={homePath(county)}><BarName place={organ} /></Bar>} demo={submitted.demo}>
      <div class="head">
        <p class="done-tick">
          <Icon name="tick" size={48} width={2.5} />
        </p>
        <h1 class="mt2">{text.title}</h1>
        <p class="lead soft mt2">{text.lead(`${dayWithYear(at)} ${clock(at)}`, organ)}</p>
      </div>
      <section class="section section--first" aria-labelledby="code-h">
        <Ticket queryCode={submitted.queryCode} county={county} />
        <KeptForm kept={kept} onKept={setKept} onFinish={() => setSubmitted(undefined)} home={homePath(county)} />
        <div class="note mt5">
          <p>
            <b>{text.secret}</b>
            {text.secretWhy}
          </p>
        </div>
      </section>
      {submitted.files > 0 && <DoneUploads submissionKey={submitted.submissionKey} county={county} />}
      <Section title={text.nextTitle}>
        <Timeline list={nextSteps(submitted)} />
      </Section>
      {submitted.receipt && <ReceiptNote receipt={submitted.receipt} />}
    </Page>
  )
}

interface KeptProps {
  kept: boolean
  onKept: (kept: boolean) => void
  onFinish: () => void
  home: string
}

/** Nobody leaves without having said that the code is kept. */
function KeptForm({ kept, onKept, onFinish, home }: KeptProps) {
  const { route } = useLocation()
  const [missing, setMissing] = useState(false)
  const finish = (event: Event) => {
    event.preventDefault()
    setMissing(!kept)
    if (!kept) {
      document.getElementById('kept')?.focus()
      return
    }
    onFinish()
    route(home)
  }
  return (
    <form class="mt5" onSubmit={finish} noValidate>
      <Choice id="kept" checked={kept} error={missing && !kept} onChange={onKept}>
        <b>{text.kept}</b>
      </Choice>
      {missing && !kept && <FieldError id="kept-error" text={text.keptMissing} />}
      <button class="btn mt3" type="submit">
        {text.finish}
      </button>
      <p class="soft small mt3">{text.lost}</p>
    </form>
  )
}

function nextSteps({ dueOn }: Submitted) {
  const words = text
  return [
    { when: words.today, title: words.receivedStep, mark: 'now' as const },
    { when: dueOn ? words.acceptWhen(day(dueOn)) : words.acceptSoon, title: words.accept, text: words.acceptText, mark: 'todo' as const },
    { when: words.resultWhen, title: words.result, text: words.resultText, mark: 'todo' as const },
    { when: words.answerWhen, title: words.answer, text: words.answerText, mark: 'todo' as const },
  ]
}
