// The last page after a reload: the code is gone, files that were not through can still go on.
import { useState } from 'preact/hooks'
import { homePath, lastCounty } from '@/shared/county'
import { PhoneCode } from '@/shared/phone/phone-code'
import { common } from '@/shared/text/common'
import { Adders } from '@/shared/upload/adders'
import { readKept, type KeptUploads } from '@/shared/upload/kept'
import { UploadList } from '@/shared/upload/upload-list'
import { startUploads, useQueue } from '@/shared/upload/use-queue'
import { bytes } from '@/shared/format/format'
import { Bar } from '@/shared/ui/bar'
import { Cell } from '@/shared/ui/cell'
import { FieldError } from '@/shared/ui/field'
import { Page } from '@/shared/ui/page'
import { Section } from '@/shared/ui/section'
import { text } from './done-text'

export default function Gone() {
  const [left] = useState(submittedUploads)
  return (
    <Page bar={<Bar kind="discipline" home={homePath(lastCounty())}>{common.product}</Bar>}>
      <div class="head">
        <h1>{text.goneTitle}</h1>
        <p class="lead soft mt2">{text.goneText}</p>
      </div>
      <a class="btn mt5" href="/track">
        {text.goneTrack}
      </a>
      {left.map(([key, uploads]) => (
        <Resume key={key} submissionKey={key} uploads={uploads} />
      ))}
    </Page>
  )
}

function submittedUploads(): [string, KeptUploads][] {
  return Object.entries(readKept(Date.now())).filter(([, uploads]) => uploads.submitted && uploads.files.length > 0)
}

function Resume({ submissionKey, uploads }: { submissionKey: string; uploads: KeptUploads }) {
  const queue = useQueue(submissionKey, uploads.county)
  const [phone, setPhone] = useState('')
  const [token, setToken] = useState<string>()
  const [mistake, setMistake] = useState<string>()
  const proven = (proof: string | undefined) => {
    setToken(proof)
    if (proof) startUploads(queue, proof).catch(() => setMistake(text.failed))
  }
  return (
    <Section title={text.leftTitle(uploads.files.length)}>
      <p class="soft">{text.leftText}</p>
      <ul class="cells mt3">
        {uploads.files.map((file) => (
          <li key={file.print}>
            <Cell title={file.name} sub={`${file.print.split('|')[1] ?? ''} · ${bytes(file.bytes)}`} />
          </li>
        ))}
      </ul>
      <PhoneCode purpose="REPORT" county={uploads.county} phone={phone} onPhone={setPhone} token={token} onToken={proven} />
      {token && (
        <>
          <h3 class="mt5">{text.leftPick}</h3>
          <Adders onPick={(files, kind) => {
            const known = files.filter((file) => uploads.files.some((kept) => kept.print === [kind, file.name, file.size, file.lastModified].join('|')))
            setMistake(known.length < files.length ? text.leftOther : queue.add(known, kind))
          }} />
        </>
      )}
      {mistake && <FieldError text={mistake} />}
      <UploadList items={queue.items} />
    </Section>
  )
}
