// Finding an outcome that is to be corrected.
import { useState } from 'preact/hooks'
import { dayWithYear } from '@/shared/format/format'
import { Find } from '@/shared/staff/find'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { FindOutcomes } from './publish.generated'
import { correctText as text } from './correct-text'

export function FindToCorrect({ county }: { county: string }) {
  const [asked, setAsked] = useState('')
  const { data, error, reload } = useStaffQuery(FindOutcomes, { county, filter: { text: asked } }, { skip: asked === '' })
  const own = (data?.outcomes.nodes ?? []).filter(({ viewerCan }) => viewerCan.length > 0)
  return (
    <Section id="correct" title={text.find}>
      <Find id="correct-find" label={text.findHint} button={text.search} onFind={setAsked} />
      {asked !== '' && !data && (error ? <Failed error={error} retry={reload} /> : <Waiting />)}
      {data && own.length === 0 && <p class="soft mt3">{text.none}</p>}
      <ul class="cells">
        {own.map((one) => (
          <li key={one.code}>
            <Cell title={one.title} sub={`${one.kind.name} · ${one.unit.name} · ${dayWithYear(one.decidedOn)}`} href={`/staff/outcomes/${one.code}`} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
