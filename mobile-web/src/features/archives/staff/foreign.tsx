// What other counties signed of an official who came from there: as it was signed, and whether the signature holds.
import { dayWithYear } from '@/shared/format/format'
import { Section } from '@/shared/ui/section'
import type { OneArchiveQuery, SheetPartsFragment } from './archives.generated'
import { KIND, text } from './text'

const words = text.foreign

type List = NonNullable<OneArchiveQuery['archive']>['archive']['foreign']

export function ForeignSheets({ list }: { list: List }) {
  if (list.length === 0) return null
  return (
    <Section id="foreign" title={words.section}>
      <p class="soft small">{words.lead}</p>
      {list.map(({ countyName, document, takenAt, sheet, earlier }) => (
        <div key={`${document}${takenAt}`}>
          <h3 class="mt4">{words.head(countyName, document, dayWithYear(takenAt))}</h3>
          <SheetRows sheet={sheet} />
          {earlier.map((one, at) => (
            <div key={at}>
              <h3 class="mt4">{words.earlier(one.countyName)}</h3>
              <SheetRows sheet={one} />
            </div>
          ))}
        </div>
      ))}
    </Section>
  )
}

function SheetRows({ sheet }: { sheet: SheetPartsFragment }) {
  return (
    <>
      <p class="mt2">
        <span class={sheet.isSigned ? 'tag' : 'tag tag--halt'}>{sheet.isSigned ? words.signed : words.unsigned}</span>
      </p>
      <ul class="mt2">
        {sheet.entries.map((entry, at) => (
          <li key={at} class="mt2">
            {dayWithYear(entry.on)} {KIND[entry.kind]}：{entry.title}
            {entry.lines.length > 0 && `。${entry.lines.join('；')}`}
            {entry.answers.length > 0 && `。${text.entry.answer}：${entry.answers.join('；')}`}
            <br />
            <span class="soft small">
              {text.entry.source}
              {entry.source}
            </span>
          </li>
        ))}
      </ul>
      {sheet.remarks.map((said) => (
        <p key={said} class="mt2">
          {text.entry.answer}：{said}
        </p>
      ))}
    </>
  )
}
