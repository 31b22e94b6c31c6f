// What one outcome says, and what it said before.
import { dayWithYear, money } from '@/shared/format/format'
import { Facts } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import type { OutcomePartsFragment } from './outcome.generated'
import { correctionReasons, text } from './text'

type Earlier = OutcomePartsFragment['earlier'][number]
type Field = OutcomePartsFragment['fields'][number]

export function OutcomeView({ one, county }: { one: OutcomePartsFragment; county: string }) {
  return (
    <>
      <div class="head">
        <p class="eyebrow">
          {one.kind.name} · {one.unit.name}
        </p>
        <h1>{one.title ?? (one.isTakenBack ? text.takenBack : text.removed)}</h1>
        <p class="soft">
          {text.on(dayWithYear(one.decidedOn))} · {text.published(dayWithYear(one.publishedOn))}
          {one.correctedOn && ` · ${text.corrected(dayWithYear(one.correctedOn))}`}
        </p>
      </div>
      {one.removedOn ? <p class="note mt4">{one.isTakenBack ? text.takenBackWhy(dayWithYear(one.removedOn), one.unit.name) : text.removedWhy(dayWithYear(one.removedOn))}</p> : <Words one={one} county={county} />}
      {one.files.length > 0 && !one.removedOn && <Files files={one.files} />}
      {one.earlier.length > 0 && (
        <Section title={text.earlier}>
          <ul class="cells">
            {one.earlier.map((old, at) => (
              <li key={at}>
                <EarlierVersion old={old} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Words({ one, county }: { one: OutcomePartsFragment; county: string }) {
  const power = one.power
  return (
    <>
      <Facts
        class="mt4"
        rows={[
          ...rows(one.fields),
          power && [
            text.power,
            <a key="p" class="link" href={`/${county}/p/${power.code}`}>
              {power.name}
            </a>,
          ],
        ]}
      />
      <p class="soft small mt4">
        {text.masked}
        {one.isPersonalOver ? text.over : one.personalUntil && text.until(dayWithYear(one.personalUntil))}
      </p>
    </>
  )
}

function Files({ files }: { files: OutcomePartsFragment['files'] }) {
  return (
    <Section title={text.files}>
      <ul class="cells">
        {files.map((file) => (
          <li key={file.no}>
            {file.url && file.name ? (
              // In a window of its own: the client knows no page at this address.
              <a class="cell" href={file.url} target="_blank" rel="noopener">
                <span class="cell__main">
                  <span class="cell__title">{file.name}</span>
                  <span class="cell__sub">{text.file(file.kind, file.size)}</span>
                </span>
              </a>
            ) : (
              <p class="soft small">{file.removedOn ? text.fileRemoved(dayWithYear(file.removedOn)) : text.fileOver}</p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function rows(fields: readonly Field[]): [string, string][] {
  return fields.map((field) => [field.label, shown(field)])
}

function shown({ kind, text: said }: Field): string {
  if (kind === 'MONEY') return money(said)
  return kind === 'DATE' ? dayWithYear(said) : said
}

function EarlierVersion({ old }: { old: Earlier }) {
  return (
    <details>
      <summary>{text.replaced(dayWithYear(old.replacedOn))}</summary>
      <div>
        <p>{text.why(correctionReasons[old.reason])}</p>
        {old.title === null ? (
          <p class="mt2 soft">{text.gone}</p>
        ) : (
          <>
            <p class="mt2">
              <b>{old.title}</b>
            </p>
            <Facts rows={rows(old.fields)} />
          </>
        )}
      </div>
    </details>
  )
}
