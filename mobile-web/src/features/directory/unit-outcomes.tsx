// 行权结果 on a unit's page: the latest ones.
import { dayWithYear } from '@/shared/format/format'
import { Cell } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import { text } from './text'
import type { UnitData } from './unit-data'

const words = text.unit.outcomes

export function OutcomeSection({ unit }: { unit: UnitData }) {
  const { nodes, totalCount, isMore } = unit.outcomes
  if (nodes.length === 0) return null
  return (
    <Section id="outcomes" title={words.title} side={words.count(totalCount, isMore)}>
      <ul class="cells">
        {nodes.map((one) => (
          <li key={one.code}>
            <Cell title={one.title ?? words.removed} sub={`${one.kind.name} · ${dayWithYear(one.decidedOn)}`} href={`/${unit.county.code}/o/${one.code}`} />
          </li>
        ))}
      </ul>
      <a class="link" href={`/${unit.county.code}/outcomes?unit=${unit.code}`}>
        {words.all}
      </a>
    </Section>
  )
}
