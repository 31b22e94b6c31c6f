// After handing in: the query code large, as text and picture; files that still run; what comes next; the receipt.
import { useLocation } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { homePath } from '@/shared/county'
import { clock, day, dayWithYear } from '@/shared/format/format'
import { Bar, BarName } from '@/shared/ui/bar'
import { Timeline } from '@/shared/ui/case-parts'
import { Choice, FieldError } from '@/shared/ui/field'
import { Icon } from '@/shared/ui/icon'
import { Page } from '@/shared/ui/page'
import { Section } from '@/shared/ui/section'
import { UploadList } from '@/shared/upload/upload-list'
import { useQueue } from '@/shared/upload/use-queue'
import { Gone } from './gone'
import { ReceiptNote } from './receipt-note'
import { lastSubmitted, setSubmitted, type Submitted } from './submitted'
import { text } from './text'
import { Ticket } from './ticket'

export default function DonePage() {
  const [submitted] = useState(lastSubmitted)
  return submitted ? <Done submitted={submitted} /> : <Gone />
}

function Done({ submitted }: { submitted: Submitted }) {
  const { route } = useLocation()
  const [kept, setKept] = useState(false)
  const [missing, setMissing] = useState(false)
  const { county, organ, at } = submitted
  const queue = useQueue(submitted.submissionKey, county)
  useLeaveWarning(!kept || queue.unfinished)
  const finish = (event: Event) => {
    event.preventDefault()
    if (!kept) {
      setMissing(true)
      document.getElementById('kept')?.focus()
      return
    }
    if (!queue.unfinished) setSubmitted(undefined)
    route(homePath(county))
  }
  return (
    <Page bar={<Bar kind="discipline" home={homePath(county)}><BarName place={organ} /></Bar>}>
      <div class="head">
        <p class="done-tick">
          <Icon name="tick" size={48} width={2.5} />
        </p>
        <h1 class="mt2">{text.done.title}</h1>
        <p class="lead soft mt2">{text.done.lead(`${dayWithYear(at)} ${clock(at)}`, organ)}</p>
      </div>
      <section class="section section--first" aria-labelledby="code-h">
        <Ticket queryCode={submitted.queryCode} county={county} />
        <form class="mt5" onSubmit={finish} noValidate>
          <Choice id="kept" checked={kept} error={missing && !kept} onChange={setKept}>
            <b>{text.done.kept}</b>
          </Choice>
          {missing && !kept && <FieldError text={text.done.keptMissing} />}
          <button class="btn mt3" type="submit">
            {text.done.finish}
          </button>
          <p class="soft small mt3">{text.done.lost}</p>
        </form>
        <div class="note mt5">
          <p>
            <b>{text.done.secret}</b>
            {text.done.secretWhy}
          </p>
        </div>
      </section>
      {queue.items.length > 0 && (
        <Section title={queue.unfinished ? text.done.uploading : text.done.uploaded}>
          {queue.unfinished && <p class="soft">{text.done.uploadingHint}</p>}
          <UploadList items={queue.items} />
        </Section>
      )}
      <Section title={text.done.nextTitle}>
        <Timeline list={nextSteps(submitted)} />
      </Section>
      {submitted.receipt && <ReceiptNote receipt={submitted.receipt} />}
    </Page>
  )
}

function nextSteps({ dueOn }: Submitted) {
  const words = text.done
  return [
    { when: words.today, title: words.receivedStep, mark: 'now' as const },
    { when: dueOn ? words.acceptWhen(day(dueOn)) : words.acceptSoon, title: words.accept, text: words.acceptText, mark: 'todo' as const },
    { when: words.resultWhen, title: words.result, text: words.resultText, mark: 'todo' as const },
    { when: words.answerWhen, title: words.answer, text: words.answerText, mark: 'todo' as const },
  ]
}

/** The browser asks before the page is closed while something would be lost. */
function useLeaveWarning(active: boolean): void {
  useEffect(() => {
    if (!active) return
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault()
      event.returnValue = ''
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [active])
}
