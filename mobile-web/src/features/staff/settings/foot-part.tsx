// The foot of the county's public pages, and the slot for its emblem.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { Input } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { EmblemSlot } from './emblem-slot'
import { OwnFooter, SetFooter } from './settings.generated'
import type { OwnFooterQuery } from './settings.generated'
import { words } from './text'

type Footer = NonNullable<OwnFooterQuery['county']>['footer']

const FIELDS = ['operator', 'telephone', 'address', 'icp', 'securityFiling', 'privacyUrl']

export function FootPart({ county, onDone }: { county: string; onDone: (what: string) => void }) {
  const { data, error, reload } = useStaffQuery(OwnFooter, { code: county })
  const footer = data?.county?.footer
  const finished = (what: string) => {
    onDone(what)
    reload()
  }
  return (
    <Section id="foot" title={words.foot}>
      {!footer ? (
        error ? <Failed error={error} retry={reload} /> : <Waiting />
      ) : (
        <>
          <FootForm key={`f${footer.version}`} footer={footer} onDone={finished} />
          <EmblemSlot key={`e${footer.version}`} url={footer.emblemUrl} version={footer.version} onDone={finished} />
        </>
      )}
    </Section>
  )
}

function FootForm({ footer, onDone }: { footer: Footer; onDone: (what: string) => void }) {
  const [operator, setOperator] = useState(footer.operator)
  const [telephone, setTelephone] = useState(footer.telephone)
  const [address, setAddress] = useState(footer.address ?? '')
  const [icp, setIcp] = useState(footer.icp ?? '')
  const [security, setSecurity] = useState(footer.securityFiling ?? '')
  const [privacy, setPrivacy] = useState(footer.privacyUrl ?? '')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const wrong = (field: string) => refusalOf(refusals, field)
  const submit = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const input = { operator, telephone, address: address || null, icp: icp || null, securityFiling: security || null, privacyUrl: privacy || null, version: footer.version }
      const { setFooter } = await staffRequest(SetFooter, { input })
      setRefusals(setFooter.errors)
      if (setFooter.errors.length === 0) onDone(words.saved)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Input id="foot-operator" label={words.operator} value={operator} onValue={setOperator} error={wrong('operator')} />
      <Input id="foot-telephone" label={words.telephone} value={telephone} onValue={setTelephone} error={wrong('telephone')} native={{ inputmode: 'tel' }} />
      <Input id="foot-address" label={words.address} optional value={address} onValue={setAddress} error={wrong('address')} />
      <Input id="foot-icp" label={words.icp} optional value={icp} onValue={setIcp} error={wrong('icp')} />
      <Input id="foot-security" label={words.security} optional value={security} onValue={setSecurity} error={wrong('securityFiling')} />
      <Input id="foot-privacy" label={words.privacy} hint={words.privacyHint} optional value={privacy} onValue={setPrivacy} error={wrong('privacyUrl')} native={{ inputmode: 'url' }} />
      <FormOops refusals={refusals} fields={FIELDS} fault={fault} />
      <FormButtons busy={busy} send={words.save} cancel={words.cancel} />
    </form>
  )
}
