// What the county published as files: which there are, how large, with which hashes, and how to check them.
import { useRoute } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import { rememberCounty } from '@/shared/county'
import { bytes, clock, dayWithYear, thousands } from '@/shared/format/format'
import { useQuery } from '@/shared/graphql/use-query'
import { Bar, BarName } from '@/shared/ui/bar'
import { Facts, Ticks } from '@/shared/ui/cell'
import { Foot } from '@/shared/ui/foot'
import { NotFound } from '@/shared/ui/not-found'
import { Page } from '@/shared/ui/page'
import { Section } from '@/shared/ui/section'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { OpenData, type OpenDataQuery } from './open-data.generated'
import './open-data.css'
import { text } from './text'

type Edition = NonNullable<NonNullable<OpenDataQuery['county']>['openData']>
type File = Edition['files'][number]

export default function OpenDataPage() {
  const { params } = useRoute()
  const code = params['county'] ?? ''
  const { data, error, reload } = useQuery(OpenData, { county: code })
  const county = data?.county
  useEffect(() => {
    if (county) rememberCounty(county)
  }, [county])
  if (data && !county) return <NotFound />
  return (
    <Page bar={<Bar back={`/${code}`}><BarName place={county?.name ?? ''} /></Bar>} demo={county?.isDemo} tab="open" county={code} foot={county && <Foot facts={county.footer} />}>
      <div class="head">
        <h1>{text.title}</h1>
        <p class="lead soft">{text.lead}</p>
      </div>
      {error && <Failed error={error} retry={reload} />}
      {!data && !error && <Waiting />}
      {county && (county.openData ? <Files edition={county.openData} /> : <Blank title={text.none}>{text.noneHint}</Blank>)}
    </Page>
  )
}

function Files({ edition }: { edition: Edition }) {
  const sets = setsOf(edition.files)
  return (
    <>
      <p class="mt3">{text.asOf(dayWithYear(edition.asOf), clock(edition.asOf))}</p>
      <p class="soft mt2">{edition.licence}</p>
      <Section id="files" title={text.files} side={text.sets(sets.length)}>
        <ul class="mt3">
          {sets.map((files) => (
            <Dataset key={files[0]?.name} files={files} />
          ))}
        </ul>
      </Section>
      <Section id="check" title={text.check}>
        <ol class="mt3">
          {text.checkSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p class="dataset__files">
          <a href={edition.manifestUrl} download>
            {text.manifest}
          </a>
        </p>
        <Facts class="mt3" rows={[[text.manifestHash, <span class="hash">{edition.sha256}</span>]]} />
      </Section>
      <Section id="notes" title={text.notes}>
        <Ticks items={text.notesList} />
      </Section>
    </>
  )
}

/** One table of the data in its formats. */
function Dataset({ files }: { files: readonly File[] }) {
  const [first] = files
  if (!first) return null
  return (
    <li class="dataset">
      <h3>
        {first.title} <span class="soft small unbold num">{text.rows(thousands(first.rows))}</span>
      </h3>
      <p class="dataset__files">
        {files.map((file) => {
          const what = text[file.format === 'CSV' ? 'csv' : 'jsonl'](bytes(file.bytes))
          return (
            <a key={file.name} href={file.url} download={file.name} aria-label={text.download(file.title, what)}>
              {what}
            </a>
          )
        })}
      </p>
      <details>
        <summary>{text.more}</summary>
        <div class="sumbox">
          <Facts
            rows={[
              [text.columns, first.columns.map(({ key, label }) => text.column(label, key)).join('、')],
              ...files.map((file) => [text.hashOf(file.name), <span class="hash">{file.sha256}</span>] as const),
            ]}
          />
        </div>
      </details>
    </li>
  )
}

/** Files of one table stand together: they have one name but for its ending. */
function setsOf(files: readonly File[]): readonly (readonly File[])[] {
  const sets = new Map<string, File[]>()
  for (const file of files) {
    const name = file.name.replace(/\.\w+$/, '')
    sets.set(name, [...(sets.get(name) ?? []), file])
  }
  return [...sets.values()]
}
