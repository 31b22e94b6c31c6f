// 公开结果: what is being written and what waits to be approved; of one case, what there is and what can be begun.
import { useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { FormOops, Group } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { StaffPage } from '@/shared/staff/frame'
import { staffRequest } from '@/shared/staff/session'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { dayWithYear } from '@/shared/format/format'
import type { PublicationKind } from '@/shared/graphql/schema.generated'
import { Cell } from '@/shared/ui/cell'
import { Choice } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { kinds } from '../text'
import { FindPublic } from './find-public'
import { CasePublications, DraftPublication, PublicationDrafts } from './publications.generated'
import type { LinePartsFragment, OfCasePartsFragment } from './publications.generated'
import { states, text } from './text'
import { WaitingWithholdings, WithheldPart, WithholdForm } from './withholding'

export default function PublicationsPage() {
  const ofCase = useRoute().query['case']
  const back = ofCase ? { href: `/staff/c/${ofCase}`, name: staffText.back.case } : { href: '/staff/me', name: staffText.back.me }
  return (
    <StaffPage tab={ofCase ? 'today' : 'me'} back={back}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{text.title}</h1>
            <p class="soft mt2">{text.lead}</p>
          </div>
          {!hasRole(viewer, 'HEAD', 'HANDLER') ? <p class="mt5">{text.notYours}</p> : ofCase ? <OfCase id={ofCase} /> : <Unfinished />}
          {!ofCase && hasRole(viewer, 'HEAD') && <FindPublic />}
        </>
      )}
    </StaffPage>
  )
}

function Unfinished() {
  const { data, error, reload } = useStaffQuery(PublicationDrafts, {})
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const { publicationDrafts: drafts, withholdings } = data
  if (drafts.length + withholdings.length === 0) return <p class="soft mt5">{text.none}</p>
  return (
    <>
      {drafts.length > 0 && (
        <Section id="drafts" title={text.list}>
          <Lines lines={drafts} />
        </Section>
      )}
      <WaitingWithholdings list={withholdings} />
    </>
  )
}

function Lines({ lines }: { lines: readonly LinePartsFragment[] }) {
  return (
    <ul class="cells">
      {lines.map((line) => (
        <li key={line.id}>
          <Cell title={`${kinds[line.kind]} · ${line.unit.name}`} sub={<LineSub line={line} />} href={`/staff/publications/${line.id}`} />
        </li>
      ))}
    </ul>
  )
}

function LineSub({ line }: { line: LinePartsFragment }) {
  const waits = line.viewerCan.includes('PUBLISH')
  return (
    <>
      <span class={waits ? 'tag tag--mark' : 'tag'}>{waits ? text.toApprove : line.isHidden ? text.hidden : states[line.state]}</span>
      {line.number > 1 && <span class="tag">{text.correcting}</span>}
      {line.caseNumber ?? ''} {text.row(line.organName, dayWithYear(line.draftedAt))}
    </>
  )
}

function OfCase({ id }: { id: string }) {
  const { data, error, reload, put } = useStaffQuery(CasePublications, { id })
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const { nodes, canDraft, units, wishes, withholding, canWithhold } = data.casePublications
  const changed = (next: OfCasePartsFragment) => put({ casePublications: next })
  const isEmpty = nodes.length === 0 && !withholding && canDraft.length === 0
  return (
    <>
      {nodes.length > 0 && (
        <Section id="there" title={text.ofCase(nodes[0]?.caseNumber ?? '')}>
          <Lines lines={nodes} />
        </Section>
      )}
      {isEmpty && <p class="mt5">{text.nothing}</p>}
      {withholding && <WithheldPart key={withholding.version} one={withholding} onChanged={changed} />}
      {canDraft.length > 0 && <Begin key={canDraft.join()} id={id} canDraft={canDraft} units={units} wishes={wishes} />}
      {canWithhold && <WithholdForm caseId={id} onChanged={changed} />}
    </>
  )
}

interface BeginProps extends Pick<OfCasePartsFragment, 'units' | 'wishes'> {
  id: string
  canDraft: readonly PublicationKind[]
}

function Begin({ id, canDraft, units, wishes }: BeginProps) {
  const [kind, setKind] = useState(canDraft[0] ?? 'RESULT')
  const [unit, setUnit] = useState(units[0]?.id)
  const [official, setOfficial] = useState(wishes[0]?.officialId)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const { route } = useLocation()
  const begin = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const { draftPublication } = await staffRequest(DraftPublication, { input: { caseId: id, kind, unitId: unit ?? null, officialId: kind === 'CLARIFICATION' ? (official ?? null) : null } })
      setRefusals(draftPublication.errors)
      if (draftPublication.draft) route(`/staff/publications/${draftPublication.draft.line.id}`)
    })
  }
  return (
    <Section id="begin" title={text.begin}>
      <form onSubmit={begin} noValidate>
        <FormOops refusals={refusals} fields={[]} fault={fault} />
        <Group label={text.beginKind}>
          {canDraft.map((one) => (
            <Choice key={one} type="radio" name="kind" checked={one === kind} onChange={() => setKind(one)}>
              {kinds[one]}
            </Choice>
          ))}
        </Group>
        {kind === 'CLARIFICATION' && (
          <Group label={text.beginOfficial}>
            {wishes.map((one) => (
              <Choice key={one.officialId} type="radio" name="official" checked={one.officialId === official} onChange={() => setOfficial(one.officialId)}>
                {one.name}
              </Choice>
            ))}
          </Group>
        )}
        {units.length > 1 && (
          <Group label={text.beginUnit}>
            {units.map((one) => (
              <Choice key={one.id} type="radio" name="unit" checked={one.id === unit} onChange={() => setUnit(one.id)}>
                {one.name}
              </Choice>
            ))}
          </Group>
        )}
        <button class="btn mt5" type="submit" aria-disabled={busy}>
          {text.beginGo}
        </button>
      </form>
    </Section>
  )
}
