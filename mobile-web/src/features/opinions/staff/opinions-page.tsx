// The in-box of opinions: what waits, what is overdue, what is to be published; for the commission the figures of units too.
import { useState } from 'preact/hooks'
import { day } from '@/shared/format/format'
import type { OpinionList as Which } from '@/shared/graphql/schema.generated'
import { short, stateNames } from '@/shared/opinions/text'
import { faultInWords } from '@/shared/staff/form'
import { StaffPage } from '@/shared/staff/frame'
import { staffRequest } from '@/shared/staff/session'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { FieldError, Select } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { Measures } from './measures'
import { OpinionList } from './opinions.generated'
import type { OpinionListQuery } from './opinions.generated'
import { lists, text } from './text'

const AT_ONCE = 20
const ALL: readonly Which[] = ['WAITING', 'OVERDUE', 'TO_PUBLISH', 'ALL']

type Row = OpinionListQuery['opinions']['nodes'][number]

export default function OpinionsPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{text.title}</h1>
            <p class="soft mt2">{text.lead}</p>
          </div>
          {hasPart(viewer) ? <Parts viewer={viewer} /> : <p class="mt5">{text.notYours}</p>}
        </>
      )}
    </StaffPage>
  )
}

/** Whoever answers for a unit; head and handler of the county's commission. */
function hasPart(viewer: SignedInFragment): boolean {
  return hasRole(viewer, 'PUBLISHER', 'REVIEWER') || oversees(viewer)
}

function oversees(viewer: SignedInFragment): boolean {
  return hasRole(viewer, 'HEAD', 'HANDLER') && viewer.organs.some(({ kind }) => kind === 'COUNTY_COMMISSION')
}

function Parts({ viewer }: { viewer: SignedInFragment }) {
  const [which, setWhich] = useState<Which>('WAITING')
  return (
    <>
      <Select id="list" label={text.lists} value={which} onValue={(picked) => setWhich(ALL.find((one) => one === picked) ?? 'WAITING')} options={ALL.map((one) => [one, lists[one]] as const)} />
      <List key={which} which={which} />
      {oversees(viewer) && <Measures />}
    </>
  )
}

function List({ which }: { which: Which }) {
  const { data, error, reload, put } = useStaffQuery(OpinionList, { list: which, first: AT_ONCE })
  const { busy, fault, send } = useSending()
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const { nodes, totalCount, pageInfo } = data.opinions
  if (nodes.length === 0) {
    return (
      <Blank title={text.none}>
        <p>{text.noneHelp}</p>
      </Blank>
    )
  }
  const more = () =>
    send(async () => {
      const next = await staffRequest(OpinionList, { list: which, first: AT_ONCE, after: pageInfo.endCursor })
      put({ opinions: { ...next.opinions, nodes: [...nodes, ...next.opinions.nodes] } })
    })
  return (
    <Section id="opinions" title={lists[which]} side={text.count(totalCount)}>
      <ul class="cells">
        {nodes.map((one) => (
          <li key={one.id}>
            <Cell title={short(one.text)} sub={<RowSub one={one} />} href={`/staff/opinions/${one.id}`} />
          </li>
        ))}
      </ul>
      {fault && <FieldError text={faultInWords(fault)} />}
      {pageInfo.hasNextPage && (
        <button class="btn btn--quiet mt4" type="button" aria-disabled={busy} onClick={more}>
          {text.more}
        </button>
      )}
    </Section>
  )
}

function RowSub({ one }: { one: Row }) {
  return (
    <>
      <span class={one.isOverdue ? 'tag tag--halt' : 'tag'}>{stateNames[one.state]}</span>
      {one.isToPublish && <span class="tag tag--mark">{text.toPublish}</span>}
      {one.name} · {one.answeredBy}
      <br />
      {one.dueOn ? (one.isOverdue ? text.late(day(one.dueOn)) : text.due(day(one.dueOn))) : text.came(day(one.receivedOn))}
    </>
  )
}
