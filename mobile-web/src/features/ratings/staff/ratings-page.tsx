// 群众评价 inside: what waits for a review, then places by kind and month.
import { useState } from 'preact/hooks'
import type { SubjectKind } from '@/shared/graphql/schema.generated'
import { StaffPage } from '@/shared/staff/frame'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { staffText } from '@/shared/staff/text'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { Select } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { Bursts } from './bursts'
import './ratings.css'
import { RatingRanking, type RatingRankingQuery } from './ratings.generated'
import { KINDS, SIDES, monthName, text } from './text'

/** Whether somebody belongs to the county commission, where ratings are read. */
export function isOfCommission(viewer: SignedInFragment): boolean {
  return viewer.organs.some(({ kind }) => kind === 'COUNTY_COMMISSION')
}

export default function RatingsPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{text.title}</h1>
            <p class="soft mt2">{text.lead}</p>
          </div>
          {isOfCommission(viewer) ? (
            <>
              <Bursts />
              <Ranking />
              <ul class="cells mt6">
                <li>
                  <Cell title={text.indicators} href="/staff/indicators" />
                </li>
              </ul>
            </>
          ) : (
            <p class="mt5">{text.notYours}</p>
          )}
        </>
      )}
    </StaffPage>
  )
}

/** This month and the eleven before it, as the server writes them. */
function months(now: Date): readonly string[] {
  return Array.from({ length: 12 }, (_, back) => {
    const month = new Date(now.getFullYear(), now.getMonth() - back, 1)
    return `${month.getFullYear()}-${`0${month.getMonth() + 1}`.slice(-2)}`
  })
}

function Ranking() {
  const [kind, setKind] = useState<SubjectKind>('OFFICIAL')
  const [all] = useState(() => months(new Date()))
  const [month, setMonth] = useState(all[0] ?? '')
  return (
    <Section id="ranking" title={text.ranking}>
      <fieldset class="field">
        <legend class="field__label">{text.kind}</legend>
        <div class="pick pick--four">
          {KINDS.map(([key, name]) => (
            <label key={key} class="pick__one">
              <input type="radio" name="kind" checked={kind === key} onChange={() => setKind(key)} />
              <span>{name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Select id="rating-month" label={text.month} value={month} onValue={setMonth} options={all.map((one) => [one, monthName(one)] as const)} />
      <Places key={`${kind} ${month}`} kind={kind} month={month} after={null} />
    </Section>
  )
}

type Found = RatingRankingQuery['ratingRanking']

/** One page of places, and the next below it once it is asked for. */
function Places({ kind, month, after }: { kind: SubjectKind; month: string; after: string | null }) {
  const { data, error, reload } = useStaffQuery(RatingRanking, { kind, month, after })
  const [more, setMore] = useState(false)
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const { nodes, mean, totalCount, pageInfo } = data.ratingRanking
  if (totalCount === 0) return <p class="soft mt4">{text.none}</p>
  return (
    <>
      {after === null && (
        <p class="soft small mt4">
          {text.count(totalCount)}。{mean !== null && text.how(mean.toFixed(2))}
          {kind === 'UNIT' && text.unitHow}
        </p>
      )}
      <ol class="cells mt3">
        {nodes.map((one) => (
          <li key={one.subjectId}>
            <Cell title={`${one.place}. ${one.name}`} sub={<Sub one={one} />} side={one.shrunk.toFixed(2)} href={kind === 'UNIT' ? undefined : `/staff/ratings/${one.subjectId}`} />
          </li>
        ))}
      </ol>
      {pageInfo.hasNextPage && !more && (
        <button class="btn btn--quiet mt4" type="button" onClick={() => setMore(true)}>
          {text.more}
        </button>
      )}
      {more && <Places kind={kind} month={month} after={pageInfo.endCursor} />}
    </>
  )
}

function Sub({ one }: { one: Found['nodes'][number] }) {
  const place = one.title ? `${one.unitName} ${one.title}` : one.unitName === one.name ? '' : one.unitName
  const parts = one.parts.map(({ side, score }) => `${SIDES[side]} ${score.toFixed(2)}`)
  return (
    <>
      {place && (
        <>
          {place}
          <br />
        </>
      )}
      {[text.row(one.sheets, one.score.toFixed(2)), ...parts, ...(one.setAside > 0 ? [text.aside(one.setAside)] : [])].join(' · ')}
    </>
  )
}
