// 留痕: what was done to accounts, roles, access and registers; for the auditor. Nothing of a case stands here.
import { useState } from 'preact/hooks'
import type { TrailKind } from '@/shared/graphql/schema.generated'
import { dayAndClock } from '@/shared/format/format'
import { faultInWords } from '@/shared/staff/form'
import { StaffPage } from '@/shared/staff/frame'
import { staffRequest } from '@/shared/staff/session'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { FieldError, Select } from '@/shared/ui/field'
import { Failed, Waiting } from '@/shared/ui/states'
import { text } from '../text'
import { Trail } from './trail.generated'
import { aboutInWords, doneInWords, KIND } from './trail-words'
import type { TrailNode } from './trail-words'

const words = text.trail
const KINDS = Object.keys(KIND) as TrailKind[]

export default function TrailPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{words.title}</h1>
            <p class="soft mt2">{words.lead}</p>
          </div>
          {hasRole(viewer, 'AUDITOR') ? <Entries county={viewer.county.code} /> : <p class="mt5">{words.notYours}</p>}
        </>
      )}
    </StaffPage>
  )
}

function Entries({ county }: { county: string }) {
  const [kind, setKind] = useState<TrailKind | ''>('')
  return (
    <>
      <Select id="kind" label={words.kind} value={kind} onValue={(chosen) => setKind(chosen as TrailKind | '')} options={[['', words.all], ...KINDS.map((one) => [one, KIND[one]] as const)]} />
      <List key={kind} county={county} kinds={kind ? [kind] : null} />
    </>
  )
}

function List({ county, kinds }: { county: string; kinds: readonly TrailKind[] | null }) {
  const { data, error, reload, put } = useStaffQuery(Trail, { county, kinds })
  const { busy, fault, send } = useSending()
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const { nodes, pageInfo } = data.trail
  const more = () =>
    send(async () => {
      const next = await staffRequest(Trail, { county, kinds, after: pageInfo.endCursor })
      put({ trail: { nodes: [...nodes, ...next.trail.nodes], pageInfo: next.trail.pageInfo } })
    })
  return (
    <>
      {nodes.length === 0 && <p class="soft mt5">{words.none}</p>}
      <ul class={nodes.length > 0 ? 'cells mt5' : undefined}>
        {nodes.map((node) => (
          <li key={node.id}>
            <Cell title={titleOf(node)} sub={[dayAndClock(node.at), aboutInWords(node)].filter(Boolean).join(' · ')} />
          </li>
        ))}
      </ul>
      {fault && <FieldError text={faultInWords(fault)} />}
      {pageInfo.hasNextPage && (
        <button class="btn btn--quiet mt4" type="button" aria-disabled={busy} onClick={more}>
          {words.more}
        </button>
      )}
    </>
  )
}

function titleOf(node: TrailNode): string {
  return `${node.by?.name ?? words.platform}：${doneInWords(node.kind)}`
}
