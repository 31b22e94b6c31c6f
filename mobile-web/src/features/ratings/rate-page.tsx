// 评一评: what is asked, group by group; the last step hands it in.
import { useRoute } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { rememberCounty } from '@/shared/county'
import { useQuery } from '@/shared/graphql/use-query'
import { Opinions } from '@/shared/opinions/late'
import { Bar } from '@/shared/ui/bar'
import { NotFound } from '@/shared/ui/not-found'
import { Page } from '@/shared/ui/page'
import { Failed, Waiting } from '@/shared/ui/states'
import { Done, type Taken } from './done'
import { Groups } from './groups'
import { LastStep } from './last-step'
import { forgetProgress, keepProgress, readProgress } from './progress'
import './rate.css'
import { RatingForm } from './rating.generated'
import { answered, missingReason, numbers, type Answers, type Form, type Reasons } from './sheet'
import { text } from './text'

export default function RatePage() {
  const { params } = useRoute()
  const county = params['county'] ?? ''
  const { data, error, reload } = useQuery(RatingForm, { id: params['id'] ?? '', county })
  const form = data?.ratingForm
  const place = data?.county
  useEffect(() => {
    if (place) rememberCounty(place)
  }, [place])
  if (data && !form) return <NotFound />
  return (
    <Page bar={<Bar back={form ? form.subject.path : `/${county}`}>{text.bar}</Bar>} demo={place?.isDemo}>
      {form && <Sheet key={form.subject.id} form={form} county={county} reload={reload} />}
      {error && <Failed error={error} retry={reload} />}
      {!form && !error && <Waiting />}
    </Page>
  )
}

function Sheet({ form, county, reload }: { form: Form; county: string; reload: () => void }) {
  const { subject, month, indicators } = form
  const groups = indicators.groups
  const [kept] = useState(() => readProgress(subject.id, month))
  const [at, setAt] = useState(Math.min(kept?.at ?? 0, groups.length))
  const [answers, setAnswers] = useState<Answers>(kept?.answers ?? {})
  const [reasons, setReasons] = useState<Reasons>({})
  const [lacks, setLacks] = useState<{ code: string; message: string }>()
  const [taken, setTaken] = useState<Taken>()
  useEffect(() => {
    if (!taken && Object.keys(answers).length > 0) keepProgress(subject.id, { month, at, answers })
  }, [at, answers, taken])
  const go = (next: number) => {
    setAt(next)
    window.scrollTo(0, 0)
  }
  const finish = () => {
    const missing = missingReason(groups, answers, reasons)
    setLacks(missing)
    go(missing ? missing.at : groups.length)
  }
  const done = (what: Taken) => {
    forgetProgress(subject.id)
    setTaken(what)
    window.scrollTo(0, 0)
  }
  if (taken) return <Done taken={taken} form={form} county={county} />
  const last = at >= groups.length
  return (
    <>
      <Head form={form} />
      <section class="section" aria-labelledby="group-h">
        <p class="stepno num">{last ? text.last(answered(groups, answers)) : text.step(at + 1, groups.length, answered(groups, answers))}</p>
        <div class="dots" aria-hidden="true">
          {groups.map((group, place) => (
            <i key={group.name} class={place <= at ? 'on' : undefined} />
          ))}
        </div>
        {last ? (
          <LastStep form={form} county={county} answers={answers} reasons={reasons} onBack={() => go(groups.length - 1)} onLacks={finish} onDone={done} reload={reload} />
        ) : (
          <Groups groups={groups} at={at} answers={answers} onAnswers={setAnswers} reasons={reasons} onReasons={setReasons} lacks={lacks} onGo={go} onFinish={finish} />
        )}
      </section>
      <Rules form={form} at={at} answers={answers} />
      {/* The only page that is an official's own. */}
      {subject.kind === 'OFFICIAL' && <Opinions county={county} about={subject.id} />}
    </>
  )
}

function Head({ form: { subject, indicators } }: { form: Form }) {
  return (
    <div class="head">
      <p class="eyebrow">
        {subject.unitName}
        {subject.title}
      </p>
      <h1>{text.title[subject.kind](subject.name)}</h1>
      <p class="soft mt2">{text.lead(numbers(indicators.groups).size)}</p>
    </div>
  )
}

/** What becomes of it, and all questions at a glance. */
function Rules({ form, at, answers }: { form: Form; at: number; answers: Answers }) {
  const groups = form.indicators.groups
  const count = numbers(groups)
  return (
    <section class="section">
      <div class="note">
        <p>{form.figure.isInternal ? text.inside : text.rules}</p>
      </div>
      {count.size > 1 && (
        <details class="mt4">
          <summary>{text.all(count.size)}</summary>
          <ul>
            {groups.map((group, place) => (
              <li key={group.name} class="mt3">
                <b>{text.sides[group.side] ? `${text.sides[group.side]} · ${group.name}` : group.name}</b>{' '}
                <span class="soft small">{place === at ? text.now : group.questions.every(({ code }) => answers[code] !== undefined) ? text.answered : ''}</span>
                {group.questions.map(({ code, text: words }) => (
                  <span key={code} class="small block">
                    {`${String(count.get(code) ?? '')}. ${words}`}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
