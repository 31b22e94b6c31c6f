// One subject's months: a line, a table, each question of the latest month, and the reasons of low answers once they are opened.
import { useRoute } from 'preact-iso'
import { useState } from 'preact/hooks'
import { dayWithYear } from '@/shared/format/format'
import { faultInWords } from '@/shared/staff/form'
import { StaffPage } from '@/shared/staff/frame'
import { staffRequest } from '@/shared/staff/session'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { FieldError } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { OpenRatingReasons, RatingTrend, type OpenRatingReasonsMutation, type RatingTrendQuery } from './ratings.generated'
import './ratings.css'
import { SIDES, monthName, text } from './text'
import { TrendLine } from './trend-line'

type Month = NonNullable<RatingTrendQuery['ratingTrend']>[number]

export default function SubjectPage() {
  const id = useRoute().params['id'] ?? ''
  return (
    <StaffPage tab="me" back={{ href: '/staff/ratings', name: text.back }}>
      {() => <Trend id={id} />}
    </StaffPage>
  )
}

function Trend({ id }: { id: string }) {
  const { data, error, reload } = useStaffQuery(RatingTrend, { id })
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const months = data.ratingTrend ?? []
  const subject = data.ratingForm?.subject
  const [latest] = months
  return (
    <>
      <div class="head">
        {subject && (
          <p class="eyebrow">
            {subject.unitName}
            {subject.title}
          </p>
        )}
        <h1>{subject?.name ?? text.trend}</h1>
      </div>
      <Section id="trend" title={text.trend}>
        {latest ? (
          <>
            <TrendLine months={months.map(({ month, score }) => ({ month, score }))} />
            <Table months={months} />
          </>
        ) : (
          <p class="soft">{text.noTrend}</p>
        )}
      </Section>
      {latest && latest.answers.length > 0 && <Answers month={latest} />}
      {latest && <Reasons id={id} months={months.map(({ month }) => month)} />}
    </>
  )
}

function Table({ months }: { months: readonly Month[] }) {
  const sides = Array.from(new Set(months.reduce<Month['parts'][number]['side'][]>((all, { parts }) => all.concat(parts.map(({ side }) => side)), [])))
  const words = text.columns
  return (
    <div class="slide mt4" tabIndex={0} role="region" aria-label={text.trend}>
      <table class="counts num">
        <thead>
          <tr>
            <th scope="col">{words.month}</th>
            <th scope="col">{words.score}</th>
            <th scope="col">{words.sheets}</th>
            {sides.map((side) => (
              <th key={side} scope="col">
                {SIDES[side]}
              </th>
            ))}
            <th scope="col">{words.unverified}</th>
            <th scope="col">{words.aside}</th>
          </tr>
        </thead>
        <tbody>
          {months.map((one) => (
            <tr key={one.month}>
              <th scope="row">{monthName(one.month)}</th>
              <td>{one.score === null ? '–' : one.score.toFixed(2)}</td>
              <td>{one.sheets}</td>
              {sides.map((side) => (
                <td key={side}>{one.parts.find((part) => part.side === side)?.score.toFixed(2) ?? '–'}</td>
              ))}
              <td>{one.unverified}</td>
              <td>{one.setAside}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Answers({ month }: { month: Month }) {
  const title = text.trendOf(monthName(month.month))
  return (
    <Section id="answers" title={title}>
      <div class="slide" tabIndex={0} role="region" aria-label={title}>
        <table class="counts num">
          <thead>
            <tr>
              <th scope="col">{text.question}</th>
              {[...text.scores, text.dontKnow].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {month.answers.map(({ code, text: words, counts, dontKnow }) => (
              <tr key={code}>
                <th scope="row">{words ?? code}</th>
                {[...counts, dontKnow].map((count, at) => (
                  <td key={at}>{count}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

type Opened = OpenRatingReasonsMutation['openRatingReasons']

function Reasons({ id, months }: { id: string; months: readonly string[] }) {
  const [opened, setOpened] = useState<{ month: string; answer: Opened }>()
  const { busy, fault, send } = useSending()
  const open = (month: string) =>
    send(async () => {
      const { openRatingReasons } = await staffRequest(OpenRatingReasons, { input: { subjectId: id, month } })
      setOpened({ month, answer: openRatingReasons })
    })
  const refused = opened?.answer.errors[0]?.message ?? (fault && faultInWords(fault))
  return (
    <Section id="reasons" title={text.reasons}>
      <p class="soft small">{text.reasonsLead}</p>
      {months.slice(0, 3).map((month) => (
        <button key={month} class="btn btn--quiet mt3" type="button" aria-disabled={busy} onClick={() => open(month)}>
          {text.openReasons(monthName(month))}
        </button>
      ))}
      {refused && <FieldError text={refused} />}
      {opened && opened.answer.errors.length === 0 && (
        <ul class="cells mt4" aria-live="polite">
          {opened.answer.reasons.length === 0 && <li>{text.noReasons}</li>}
          {opened.answer.reasons.map((one, at) => (
            <li key={at} class="mt3">
              <p class="soft small">{dayWithYear(one.on)}</p>
              <p class="own-text">{one.text}</p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
