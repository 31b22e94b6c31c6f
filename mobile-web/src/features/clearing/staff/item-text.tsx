// The whole text of an item for who only reads it, with its flow as everybody will see it.
import { Facts } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import type { RoundItemQuery } from './clearing.generated'
import { grades, kinds, riskKinds, text } from './text'

type Content = RoundItemQuery['clearingItem']['content']

const fields = text.fields
const rows = text.rows

export function ItemText({ content }: { content: Content }) {
  return (
    <>
      <Facts
        class="mt5"
        rows={[
          [fields.kind, kinds[content.kind]],
          [fields.administrativeType, content.administrativeType],
          [fields.summary, content.summary],
          content.isMajor && [text.major, fields.isMajor],
          [fields.exercisingBody, content.exercisingBody],
          [fields.supervisingBody, content.supervisingBody],
          [fields.accountableBody, content.accountableBody],
        ]}
      />
      <Lines title={rows.basis} lines={content.legalBases.map(({ law, article, text: said }) => [`${law}${article ?? ''}`, said])} />
      <Lines title={rows.standard} lines={content.standards.map(({ circumstance, standard }) => [circumstance, standard])} />
      <Lines title={rows.guide} lines={content.guides.map(({ title, text: said }) => [title, said])} />
      <FlowPreview content={content} />
      <Lines title={rows.risk} lines={content.risks.map(({ grade, kind, text: said, measures, rules }) => [`${grades[grade]} · ${riskKinds[kind]}`, [said, ...measures, ...rules.map(({ name }) => rows.ruleName(name))].join('；')])} />
    </>
  )
}

/** The chart as the server draws it; who can't see it reads its sentences. */
export function FlowPreview({ content }: { content: Content }) {
  if (content.steps.length === 0) return null
  return (
    <Section title={text.preview}>
      <div class="chartbox" aria-hidden="true" dangerouslySetInnerHTML={{ __html: content.chart.svg }} />
      <ol class="mt3">
        {content.chart.text.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
    </Section>
  )
}

function Lines({ title, lines }: { title: string; lines: readonly (readonly [string, string])[] }) {
  if (lines.length === 0) return null
  return (
    <Section title={title}>
      {lines.map(([name, said], at) => (
        <p key={at} class="own-text mt2">
          <b>{name}</b>
          <br />
          {said}
        </p>
      ))}
    </Section>
  )
}
