// 清权: the lists that one clears, or reviews for the county; and where a round begins.
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { faultInWords, FormOops } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { StaffPage } from '@/shared/staff/frame'
import { staffRequest } from '@/shared/staff/session'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { dayWithYear } from '@/shared/format/format'
import { Cell } from '@/shared/ui/cell'
import { FieldError } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { Clearings, StartClearing } from './clearing.generated'
import type { ClearingLinePartsFragment } from './clearing.generated'
import { states, text } from './text'

const AT_ONCE = 20

export default function ClearingsPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{text.title}</h1>
            <p class="soft mt2">{text.lead}</p>
          </div>
          {hasRole(viewer, 'PUBLISHER', 'REVIEWER') ? <Parts viewer={viewer} /> : <p class="mt5">{text.notYours}</p>}
        </>
      )}
    </StaffPage>
  )
}

function Parts({ viewer }: { viewer: SignedInFragment }) {
  return (
    <>
      <Start units={unitsOf(viewer)} />
      <List />
    </>
  )
}

interface Place {
  readonly id: string
  readonly name: string
}

/** Units for which the viewer publishes or reviews, each once. */
function unitsOf(viewer: SignedInFragment): readonly Place[] {
  const found = new Map<string, Place>()
  for (const { role, unit, state } of viewer.roles) {
    if (unit && state === 'ACTIVE' && (role === 'PUBLISHER' || role === 'REVIEWER')) found.set(unit.id, unit)
  }
  return Array.from(found.values())
}

/** Where a round is open already, the same button leads to it. */
function Start({ units }: { units: readonly Place[] }) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const { route } = useLocation()
  const start = (unitId: string) =>
    send(async () => {
      const { startClearing } = await staffRequest(StartClearing, { input: { unitId } })
      setRefusals(startClearing.errors)
      if (startClearing.clearing) route(`/staff/clearing/${startClearing.clearing.line.id}`)
    })
  return (
    <>
      <FormOops refusals={refusals} fields={[]} fault={fault} />
      {units.map(({ id, name }) => (
        <button key={id} class="btn btn--quiet mt4" type="button" aria-disabled={busy} onClick={() => start(id)}>
          {text.start(name)}
        </button>
      ))}
    </>
  )
}

function List() {
  const { data, error, reload, put } = useStaffQuery(Clearings, { first: AT_ONCE })
  const { busy, fault, send } = useSending()
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const { nodes, totalCount, pageInfo } = data.clearings
  if (nodes.length === 0) {
    return (
      <Blank title={text.none}>
        <p>{text.noneHelp}</p>
      </Blank>
    )
  }
  const more = () =>
    send(async () => {
      const next = await staffRequest(Clearings, { first: AT_ONCE, after: pageInfo.endCursor })
      put({ clearings: { ...next.clearings, nodes: [...nodes, ...next.clearings.nodes] } })
    })
  return (
    <Section id="clearings" title={text.list} side={text.count(totalCount)}>
      <ul class="cells">
        {nodes.map((line) => (
          <li key={line.id}>
            <Cell title={line.unit.name} sub={<LineSub line={line} />} href={`/staff/clearing/${line.id}`} />
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

function LineSub({ line }: { line: ClearingLinePartsFragment }) {
  const waits = line.state === 'SENT' || line.state === 'RETURNED'
  return (
    <>
      <span class={waits ? 'tag tag--mark' : 'tag'}>{states[line.state]}</span>
      {line.versionNo !== null && <span class="tag">{text.becameVersion(line.versionNo)}</span>}
      {text.row(dayWithYear(line.startedAt))}
    </>
  )
}
