// 采纳的意见: what people said for which a version changed a power.
import { useQuery } from '@/shared/graphql/use-query'
import { short } from '@/shared/opinions/text'
import { Cell } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import { text } from './text'
import { AdoptedOpinions } from './versions.generated'

export function Adopted({ county, unit, no }: { county: string; unit: string; no: number }) {
  const { data } = useQuery(AdoptedOpinions, { county, unit, no })
  const all = data?.adoptedOpinions ?? []
  if (all.length === 0) return null
  return (
    <Section id="adopted" title={text.adopted.title} side={text.adopted.count(all.length)}>
      <ul class="cells">
        {all.map((one, at) => (
          <li key={one.opinion?.id ?? at}>
            {one.opinion ? <Cell title={short(one.opinion.text)} sub={text.adopted.power(one.powerName)} href={`/${county}/opinions/${one.opinion.id}`} /> : <Cell title={text.adopted.hidden} sub={text.adopted.power(one.powerName)} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}
