// 结果公开 on a unit's page: what the committee concluded here, redacted; hidden ones keep their place.
import { dayWithYear } from '@/shared/format/format'
import { Cell } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import { text } from './text'
import type { UnitData } from './unit-data'

const words = text.unit.results

export function ResultSection({ unit }: { unit: UnitData }) {
  const { nodes, totalCount } = unit.publications
  return (
    <Section id="results" title={words.title} side={text.unit.resultCount(totalCount)}>
      <ul class="cells">
        {nodes.map((one) => (
          <li key={one.code}>
            <Cell title={one.title ?? words.hidden} sub={`${words.kinds[one.kind]} · ${dayWithYear(one.publishedOn)}`} href={`/${unit.county.code}/r/${one.code}`} />
          </li>
        ))}
      </ul>
      {totalCount > nodes.length && (
        <a class="link" href={`/${unit.county.code}/results`}>
          {words.all}
        </a>
      )}
    </Section>
  )
}
