// 采纳: which opinions the list takes up; the version that comes of it names them.
import { useState } from 'preact/hooks'
import { dayWithYear } from '@/shared/format/format'
import { partNames } from '@/shared/opinions/text'
import { FormOops } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { Choice } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import type { RoundPartsFragment } from './clearing.generated'
import { AdoptOpinion, RoundOpinions as Opinions } from './opinions.generated'
import { text } from './text'

const words = text.opinions

export function RoundOpinions({ round }: { round: RoundPartsFragment }) {
  const { data, reload } = useStaffQuery(Opinions, { id: round.line.id })
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { fault, send } = useSending()
  const all = data?.opinionsOfClearing ?? []
  if (all.length === 0) return null
  const writes = round.viewerCan.includes('EDIT')
  const adopt = (opinionId: string, isAdopted: boolean) =>
    send(async () => {
      const { adoptOpinion } = await staffRequest(AdoptOpinion, { input: { clearingId: round.line.id, opinionId, isAdopted } })
      setRefusals(adoptOpinion.errors)
      reload()
    })
  return (
    <Section id="opinions" title={words.title} side={words.count(all.length)}>
      <p class="soft">{words.lead}</p>
      <FormOops refusals={refusals} fields={[]} fault={fault} />
      <div class="choices mt3">
        {all.map(({ opinion, isAdopted }) => {
          const sub = `${opinion.name}${opinion.part ? `（${partNames[opinion.part]}）` : ''} · ${dayWithYear(opinion.receivedOn)}`
          return writes ? (
            <Choice key={opinion.id} checked={isAdopted} onChange={(is) => adopt(opinion.id, is)} small={sub}>
              {opinion.text}
            </Choice>
          ) : (
            <p key={opinion.id} class="mt2">
              {isAdopted && <span class="tag tag--mark">{words.adopted}</span>}
              {opinion.text}
              <br />
              <span class="soft small">{sub}</span>
            </p>
          )
        })}
      </div>
    </Section>
  )
}
