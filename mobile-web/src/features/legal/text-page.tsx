// A page of plain text in parts.
import { homePath, lastCounty } from '@/shared/county'
import { common } from '@/shared/text/common'
import { Bar } from '@/shared/ui/bar'
import { Foot } from '@/shared/ui/foot'
import { Forget } from '@/shared/ui/forget'
import { Page } from '@/shared/ui/page'
import { ReadAloud } from '@/shared/ui/read-aloud'
import { Section } from '@/shared/ui/section'
import type { Part } from './text'

interface Props {
  title: string
  lead: string
  parts: readonly Part[]
}

export function TextPage({ title, lead, parts }: Props) {
  const spoken = [title, lead, ...parts.flatMap((part) => [part.title, ...part.lines])].join('。')
  const back = () => (history.length > 1 ? history.back() : location.assign(homePath(lastCounty())))
  return (
    <Page bar={<Bar back={back}>{common.product}</Bar>} foot={<Foot />}>
      <div class="head">
        <h1>{title}</h1>
        <p class="lead soft">{lead}</p>
        <ReadAloud text={spoken} />
      </div>
      {parts.map((part) => (
        <Section key={part.title} title={part.title}>
          <div class="notes-gap">
            {part.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
          {part.forget && <Forget />}
        </Section>
      ))}
    </Page>
  )
}
