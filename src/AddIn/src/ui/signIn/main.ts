import { chooseSignIn } from '../../auth/chooseSignIn';
import { SignInFault } from '../../auth/SignInFault';
import { bureausOf } from '../../domain/people';
import { faultText } from '../../i18n/faultText';
import { paneEn } from '../../i18n/pane.en';
import { paneZh } from '../../i18n/pane.zh';
import { languageOf } from '../../i18n/language';
import { signInTexts } from '../../i18n/signInTexts';
import { answered, connectService } from '../../service/client';
import { ServiceFault } from '../../service/ServiceFault';
import { whoAmI } from '../../usecases/whoAmI';

/** The part of a state that says who waits for the answer: the pane in a browser, the pane in Office, or this page itself. */
const asker = (state: string): string => state.slice(state.lastIndexOf(';') + 1);

const here = new URL(location.href);
const language = languageOf(here.searchParams.get('lang') ?? navigator.language);
const texts = signInTexts[language];
document.documentElement.lang = language;
document.title = `${texts.title} · ${texts.product}`;
document.querySelector('h1')!.textContent = texts.product;
const say = (text: string): void => { document.querySelector('#said')!.textContent = text; };
const offer = (label: string, act: () => void): void => {
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: label });
  button.addEventListener('click', act);
  document.querySelector('#acts')!.append(button);
};
const tell = (fault: unknown): void => {
  const { cause, next, code } = faultText(fault, language, 'web');
  say(language === 'en-US' ? `${cause}${next} (${code})` : `${cause}${next}（${code}）`);
};

const service = connectService(language);
const wayBack = async (): Promise<string> => here.searchParams.get('return') ?? (await import('./ownFlow')).ownFlow.wayBack();

/** Nothing but our own site, whatever the address asks for. */
function goBack(address: string): void {
  say(texts.back);
  const target = new URL(address, location.origin);
  location.replace(target.origin === location.origin ? target.href : '/start');
}

/** In Office's dialog: on to the issuer, and to nowhere else. */
async function leadOn(target: string): Promise<void> {
  say(texts.leading);
  const { authority } = await answered(service.GET('/api/sign-in'));
  const { ownFlow } = await import('./ownFlow');
  if (authority !== null && URL.canParse(target) && await ownFlow.belongsTo(authority, new URL(target))) location.replace(target);
  else say(texts.strange);
}

async function answer(state: string): Promise<void> {
  if (asker(state) === 'window') {
    const { channelName } = await import('../../auth/browserWindow');
    new BroadcastChannel(channelName).postMessage(location.href);
    say(texts.done);
    close();
  } else if (asker(state) === 'office') {
    const { answerDialog } = await import('../../hosts/excel/answerDialog');
    await answerDialog(document.body.dataset['office']!, location.href);
    say(texts.done);
  } else {
    const { ownFlow } = await import('./ownFlow');
    await ownFlow.finish(service);
    goBack(await wayBack());
  }
}

/** Somebody followed a link without being signed in. */
async function signInHere(): Promise<void> {
  const person = await whoAmI(service);
  if (person !== null) {
    goBack(await wayBack());
    return;
  }
  const { local, authority, clientId, scopes } = await answered(service.GET('/api/sign-in'));
  if (local) await offerSamplePeople();
  else if (authority === null || clientId === null) say(texts.notSetUp);
  else await (await import('./ownFlow')).ownFlow.start({ authority, clientId, scopes }, await wayBack());
}

async function offerSamplePeople(): Promise<void> {
  const way = await chooseSignIn(service, 'web');
  say(texts.who);
  const { roles: names } = language === 'en-US' ? paneEn : paneZh;
  for (const { bureau, members } of bureausOf(await answered(service.GET('/api/sign-in/people')))) {
    document.querySelector('#acts')!.append(Object.assign(document.createElement('h2'), { textContent: bureau }));
    for (const { id, name, departmentName, roles } of members) {
      const label = `${name} · ${roles.map((role) => names[role]).join('、')} · ${departmentName}`;
      offer(label, () => void way.signIn({ person: id }).then(async () => goBack(await wayBack())).catch(tell));
    }
  }
}

try {
  const state = here.searchParams.get('state');
  if (location.hash.length > 1) await leadOn(decodeURIComponent(location.hash.slice(1)));
  else if (state === null) await signInHere();
  else await answer(state);
} catch (fault) {
  tell(fault);
  if (fault instanceof ServiceFault && fault.away) offer(texts.again, () => location.reload());
  else {
    const { ownFlow } = await import('./ownFlow');
    offer(fault instanceof SignInFault && fault.code === 'issuerAway' ? texts.again : texts.other, () => void wayBack().then((address) => ownFlow.again(service, address)).catch(tell));
  }
}
