// The last page after a reload: the code is gone. Files that were not through can go on once the phone is proven; before
// that the page says nothing of them, because the next person on this phone may be another.
import { useEffect, useState } from 'preact/hooks'
import { homePath, lastCounty } from '@/shared/county'
import { PhoneCode } from '@/shared/phone/phone-code'
import { common } from '@/shared/text/common'
import { handedIn, type KeptUploads } from '@/shared/upload/kept'
import { ofThisPhone } from '@/shared/upload/of-this-phone'
import Resume from '@/shared/upload/resume'
import { startUploads } from '@/shared/upload/use-queue'
import { Bar } from '@/shared/ui/bar'
import { FieldError } from '@/shared/ui/field'
import { Page } from '@/shared/ui/page'
import { Section } from '@/shared/ui/section'
import { text } from './done-text'

export default function Gone() {
  const [phone, setPhone] = useState('')
  const [token, setToken] = useState<string>()
  const [kept] = useState(() => handedIn(Date.now()))
  return (
    <Page bar={<Bar kind="discipline" home={homePath(lastCounty())}>{common.product}</Bar>}>
      <div class="head">
        <h1>{text.goneTitle}</h1>
        <p class="lead soft mt2">{text.goneText}</p>
      </div>
      <a class="btn mt5" href="/track">
        {text.goneTrack}
      </a>
      <Section title={text.leftTitle}>
        <p class="soft">{text.leftText}</p>
        <PhoneCode purpose="REPORT" county={kept[0]?.[1].county ?? lastCounty()} phone={phone} onPhone={setPhone} token={token} onToken={setToken} />
        {token && <Own kept={kept} token={token} />}
      </Section>
    </Page>
  )
}

/** What this number began on this phone. */
function Own({ kept, token }: { kept: readonly [string, KeptUploads][]; token: string }) {
  const [own, setOwn] = useState<readonly [string, KeptUploads][] | 'looking' | 'failed'>('looking')
  useEffect(() => {
    ofThisPhone(kept, token).then(setOwn, () => setOwn('failed'))
  }, [])
  if (own === 'looking') return <p role="status">{text.leftLooking}</p>
  if (own === 'failed') return <FieldError text={text.failed} />
  if (own.length === 0) return <p role="status">{text.leftNone}</p>
  return (
    <>
      {own.map(([key, { county, files }]) => (
        <Resume key={key} submissionKey={key} county={county} files={files} start={(queue) => startUploads(queue, token)} />
      ))}
    </>
  )
}
