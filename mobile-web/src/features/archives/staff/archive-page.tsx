// One archive that was opened: the summary, the facts by kind, as known on a day; the paper for the meeting, the way to another county.
import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { dayWithYear } from '@/shared/format/format'
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Input } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { OneArchive } from './archives.generated'
import type { OneArchiveQuery } from './archives.generated'
import { Answers, Entries } from './entries'
import { ForeignSheets } from './foreign'
import { HandOverSheet } from './hand-over-form'
import { Print } from './print'
import { PURPOSE, text } from './text'

const words = text.archive

type Opened = NonNullable<OneArchiveQuery['archive']>

export default function ArchivePage() {
  const { params } = useRoute()
  return (
    <StaffPage tab="me" back={{ href: '/staff/archives', name: words.back }}>
      {() => <Shown id={params['id'] ?? ''} />}
    </StaffPage>
  )
}

function Shown({ id }: { id: string }) {
  const [on, setOn] = useState<string>()
  const { data, error, reload } = useStaffQuery(OneArchive, { id, on: on ?? null })
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  if (!data.archive) {
    return (
      <Blank title={words.gone}>
        <a href="/staff/archives">{words.back}</a>
      </Blank>
    )
  }
  return <Archive id={id} opened={data.archive} onDay={setOn} />
}

function Archive({ id, opened, onDay }: { id: string; opened: Opened; onDay: (day: string) => void }) {
  const { opening, archive, summary } = opened
  const [handing, setHanding] = useState(false)
  const [done, setDone] = useDone()
  const finished = (what: string) => {
    setHanding(false)
    setDone(what)
  }
  return (
    <>
      <div class="head">
        <h1>{archive.officialName}</h1>
        <p class="soft mt2">{words.opened(PURPOSE[opening.purpose], opening.reason, dayWithYear(opening.closesOn))}</p>
      </div>
      {done}
      <KnownOn key={archive.knownOn} day={archive.knownOn} onDay={onDay} />
      <Summary chapters={summary} />
      <Print opening={id} day={archive.knownOn}>
        <button class="btn btn--quiet" type="button" aria-haspopup="dialog" onClick={() => setHanding(true)}>
          {text.handing.open}
        </button>
      </Print>
      <Entries entries={archive.entries} />
      {archive.remarks.length > 0 && (
        <Section id="remarks" title={words.remarks}>
          <Answers list={archive.remarks} />
        </Section>
      )}
      <ForeignSheets list={archive.foreign} />
      {handing && <HandOverSheet opening={id} onClose={() => setHanding(false)} onDone={finished} />}
    </>
  )
}

function KnownOn({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const [value, setValue] = useState(day)
  const show = (
    <button class="btn btn--quiet btn--small" type="button" onClick={() => value && onDay(value)}>
      {words.show}
    </button>
  )
  return <Input id="known-on" label={words.knownOn} hint={words.knownHint} value={value} onValue={setValue} beside={show} native={{ type: 'date' }} />
}

function Summary({ chapters }: { chapters: Opened['summary'] }) {
  return (
    <Section id="summary" title={words.summary}>
      <p class="soft small">{words.summaryLead}</p>
      {chapters.map(({ heading, facts, more }) => (
        <div key={heading}>
          <h3 class="mt4">{heading}</h3>
          {facts.length === 0 && <p class="mt2">{words.none}</p>}
          <ul class="mt2">
            {facts.map(({ text: said, source, link }, at) => (
              <li key={at} class="mt2">
                {said}
                <br />
                <span class="soft small">
                  {text.entry.source}
                  {source}
                </span>
                {link && (
                  <>
                    <br />
                    <a class="link" href={link} aria-label={`${text.entry.link}：${said}`}>
                      {text.entry.link}
                    </a>
                  </>
                )}
              </li>
            ))}
          </ul>
          {more > 0 && <p class="soft small mt2">{words.more(more)}</p>}
        </div>
      ))}
    </Section>
  )
}
