// Reporting in six steps, one question a screen.
import { useLocation, useRoute } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { rememberCounty } from '@/shared/county'
import { readDraft, saveDraft } from '@/shared/draft/draft'
import { RequestError } from '@/shared/graphql/client'
import { useQuery } from '@/shared/graphql/use-query'
import { Bar } from '@/shared/ui/bar'
import { NotFound } from '@/shared/ui/not-found'
import { Page } from '@/shared/ui/page'
import { Failed, Waiting } from '@/shared/ui/states'
import { emptyForm, heldForm, holdForm, withUnit, type ReportForm, type StepProps } from './form'
import { Later } from './later'
import { ReportCounty } from './report.generated'
import { ReadStep } from './step-read'
import { SubjectsStep } from './step-subjects'
import { findSubjects } from './subjects'
import { text } from './text'
import { useIntake } from './use-intake'
import { useSteps } from './use-steps'

export default function ReportPage() {
  const { params } = useRoute()
  const { query } = useLocation()
  const code = params['county'] ?? ''
  const { data, error, reload } = useQuery(ReportCounty, { code }, { keep: true })
  useEffect(() => {
    if (data?.county) rememberCounty(data.county)
  }, [data])
  if (data && !data.county) return <NotFound />
  if (data?.county) return <Flow key={query['subject'] ?? ''} county={code} cameFrom={query['subject'] ?? ''} fromDraft={query['draft'] !== undefined} demo={data.county.isDemo} />
  return (
    <Page bar={<Bar kind="discipline" back={`/${code}`}>{text.bar(undefined)}</Bar>}>{error ? <Failed error={error} retry={reload} /> : <Waiting />}</Page>
  )
}

interface FlowProps {
  county: string
  cameFrom: string
  fromDraft: boolean
  demo: boolean
}

function Flow({ county, cameFrom, fromDraft, demo }: FlowProps) {
  const [form, setForm] = useState(() => firstForm(county, cameFrom, fromDraft))
  const patch = (change: Partial<ReportForm>) => setForm((old) => ({ ...old, ...change }))
  const { step, go, back } = useSteps(form.understood && form.chosen.length > 0)
  const intake = useIntake(form)
  const fault = useSubjects(form, patch)
  useEffect(() => {
    holdForm({ ...form, demo })
    keepDraft(form)
  }, [form])
  const first = form.units[0]
  const leave = first ? `/${county}/u/${first.code}` : `/${county}`
  const props: StepProps = { form: { ...form, demo }, patch, next: () => go(step + 1) }
  return (
    <Page bar={<Bar kind="discipline" back={step > 1 ? back : leave}>{text.bar(intake.organ)}</Bar>} demo={demo}>
      <section class="screen" key={step}>
        <p class="stepno">{text.step(step)}</p>
        <div class="dots" aria-hidden="true">
          {[1, 2, 3, 4, 5, 6].map((dot) => (
            <i key={dot} class={dot <= step ? 'on' : undefined} />
          ))}
        </div>
        {step === 1 && <ReadStep {...props} intake={intake} />}
        {step === 2 && <SubjectsStep {...props} intake={intake} />}
        {step > 2 && <Later {...props} step={step} go={go} organ={intake.organ} />}
        {fault && <Failed error={fault} retry={() => location.reload()} />}
      </section>
    </Page>
  )
}

function firstForm(county: string, cameFrom: string, fromDraft: boolean): ReportForm {
  const draft = fromDraft ? readDraft(Date.now()) : undefined
  return draft?.county === county ? emptyForm(county, cameFrom, draft) : heldForm(county, cameFrom)
}

/** A draft that was asked for follows what is written. */
function keepDraft(form: ReportForm): void {
  const draft = readDraft(Date.now())
  if (draft?.submissionKey !== form.submissionKey) return
  const { county, submissionKey, others } = form
  saveDraft({ county, submissionKey, others, subjects: form.chosen.slice(), text: form.story }, Date.now())
}

/** Looks up what the address names; answers a fault if that failed. */
function useSubjects(form: ReportForm, patch: StepProps['patch']): RequestError | undefined {
  const [fault, setFault] = useState<RequestError>()
  useEffect(() => {
    const ids = form.cameFrom.split(',').filter(Boolean)
    if (ids.length === 0 || form.units.length > 0) return
    findSubjects(ids).then(
      (found) => patch({ chosen: found.chosen, place: found.place, units: found.units.reduce(withUnit, form.units) }),
      (error: unknown) => setFault(error instanceof RequestError ? error : new RequestError('broken')),
    )
  }, [form.cameFrom])
  return fault
}
