// 我的: notices, roles, where one is signed in, password and mail, the size of the text, signing out.
import { useEffect } from 'preact/hooks'
import { StaffPage } from '@/shared/staff/frame'
import { signOut } from '@/shared/staff/session'
import type { StaffRole } from '@/shared/graphql/schema.generated'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { hasRole } from '@/shared/staff/tabs'
import { GRANT_STATE, ROLE } from '@/shared/staff/text'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { day, dayWithYear } from '@/shared/format/format'
import { Cell } from '@/shared/ui/cell'
import { Choice, FieldError } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { useSize } from '@/shared/ui/size'
import { Failed, Waiting } from '@/shared/ui/states'
import { words as settingWords } from '../settings/text'
import { text } from '../text'
import { Me } from './me.generated'
import type { MeQuery } from './me.generated'
import { Notices } from './notices'
import { OwnAccount } from './own-account'
import { Sessions } from './sessions'

const words = text.me

export default function MePage() {
  return (
    <StaffPage tab="me">
      {(viewer) => (
        <>
          <div class="head">
            <h1>{viewer.account.name}</h1>
            <p class="soft">
              {viewer.county.name} · {viewer.account.login}
            </p>
          </div>
          <MeParts viewer={viewer} />
          <TextSize />
          <Leave />
        </>
      )}
    </StaffPage>
  )
}

function MeParts({ viewer }: { viewer: SignedInFragment }) {
  const { data, error, reload } = useStaffQuery(Me, {})
  useEffect(() => {
    if (data && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [data !== undefined])
  if (!data) {
    return (
      <>
        {error ? <Failed error={error} retry={reload} /> : <Waiting />}
        <Doors viewer={viewer} />
      </>
    )
  }
  const me = data.viewer
  return (
    <>
      <Notices list={me?.notices ?? []} onRead={reload} />
      <Doors viewer={viewer} />
      <Roles roles={me?.roles ?? viewer.roles} />
      <Sessions list={me?.sessions ?? []} onEnded={reload} />
      <OwnAccount email={me?.email ?? null} onChanged={reload} />
    </>
  )
}

type RoleRow = NonNullable<MeQuery['viewer']>['roles'][number]

function Roles({ roles }: { roles: readonly RoleRow[] }) {
  return (
    <Section id="roles" title={words.roles}>
      {roles.length === 0 ? (
        <p class="soft">{words.noRoles}</p>
      ) : (
        <ul class="cells">
          {roles.map(({ id, role, organ, unit, from, until, state }) => (
            <li key={id}>
              <Cell title={`${ROLE[role]}${organ || unit ? `，${(organ ?? unit)?.name}` : ''}`} sub={`${day(from)}起${until ? `，到 ${dayWithYear(until)}` : ''}${state === 'ACTIVE' ? '' : ` · ${GRANT_STATE[state]}`}`} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function TextSize() {
  const [size, setSize] = useSize()
  return (
    <Section id="size" title={words.size}>
      <div class="choices">
        <Choice type="radio" name="size" checked={size === 'normal'} onChange={() => setSize('normal')}>
          标准字
        </Choice>
        <Choice type="radio" name="size" checked={size === 'large'} onChange={() => setSize('large')} small="字和按钮都放大，这台设备会记住">
          大字
        </Choice>
      </div>
    </Section>
  )
}

/** What leads on from here, each for whoever holds one of its roles. */
const DOORS: readonly (readonly [title: string, href: string, roles: readonly StaffRole[]])[] = [
  [words.people, '/staff/people', ['COUNTY_ADMIN', 'HEAD']],
  [words.calendar, '/staff/calendar', ['COUNTY_ADMIN']],
  [settingWords.organs, '/staff/organs', ['COUNTY_ADMIN', 'HEAD']],
  [settingWords.settings, '/staff/settings', ['COUNTY_ADMIN', 'HEAD', 'AUDITOR']],
  [words.clients, '/staff/clients', ['COUNTY_ADMIN', 'AUDITOR']],
  [words.moves, '/staff/moves', ['COUNTY_ADMIN', 'PERSONNEL']],
  [words.archives, '/staff/archives', ['PERSONNEL']],
  [words.ownArchive, '/staff/own-archive', ['OFFICIAL', 'HANDLER', 'HEAD', 'CUSTODIAN', 'PERSONNEL']],
  [words.archiveKinds, '/staff/archive-kinds', ['HEAD']],
  [words.handOvers, '/staff/hand-overs', ['HANDLER', 'HEAD']],
  [words.reassign, '/staff/reassign', ['HEAD']],
  [words.kin, '/staff/kin', ['HANDLER', 'HEAD', 'CUSTODIAN']],
  [words.custody, '/staff/custody', ['CUSTODIAN']],
  [words.halts, '/staff/halts', ['HEAD', 'HANDLER', 'PUBLISHER', 'REVIEWER']],
  [words.ratings, '/staff/ratings', ['HEAD', 'HANDLER']],
  [words.publications, '/staff/publications', ['HEAD', 'HANDLER']],
  [words.opinions, '/staff/opinions', ['PUBLISHER', 'REVIEWER', 'HEAD', 'HANDLER']],
  [words.clearing, '/staff/clearing', ['PUBLISHER', 'REVIEWER']],
  [words.outcomes, '/staff/outcomes', ['PUBLISHER']],
  [words.outcomeKinds, '/staff/outcome-kinds', ['COUNTY_ADMIN']],
  [words.subsidies, '/staff/subsidies', ['PUBLISHER']],
  [words.trail, '/staff/trail', ['AUDITOR']],
]

function Doors({ viewer }: { viewer: SignedInFragment }) {
  const commission = viewer.organs.some(({ kind }) => kind === 'COUNTY_COMMISSION')
  const open = DOORS.filter(([, href, roles]) => hasRole(viewer, ...roles) && (commission || href !== '/staff/ratings'))
  return (
    <ul class="cells mt6">
      {open.map(([title, href]) => (
        <li key={href}>
          <Cell title={title} href={href} />
        </li>
      ))}
      <li>
        <Cell title={words.poster} href="/staff/poster" />
      </li>
    </ul>
  )
}

function Leave() {
  const { busy, fault, send } = useSending()
  return (
    <>
      <button class="btn btn--quiet mt6" type="button" aria-disabled={busy} onClick={() => send(signOut)}>
        {words.signOut}
      </button>
      {fault && <FieldError text={words.stillIn} />}
    </>
  )
}
