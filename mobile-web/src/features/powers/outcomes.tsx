// 行权结果 of a power: the latest ones.
import { dayWithYear } from '@/shared/format/format'
import { Cell } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import type { PowerData } from './power-data'
import { text } from './text'

const words = text.outcomes

export function Outcomes({ power }: { power: PowerData }) {
  const { nodes, totalCount, isMore } = power.outcomes
  if (nodes.length === 0) return null
  const county = power.unit.county.code
  return (
    <Section id="outcomes" title={words.title} side={words.count(totalCount, isMore)}>
      <ul class="cells">
        {nodes.map((one) => (
          <li key={one.code}>
            <Cell title={one.title ?? words.removed} sub={`${one.kind.name} · ${dayWithYear(one.decidedOn)}`} href={`/${county}/o/${one.code}`} />
          </li>
        ))}
      </ul>
      <a class="link" href={`/${county}/outcomes?power=${power.code}`}>
        {words.all}
      </a>
    </Section>
  )
}
