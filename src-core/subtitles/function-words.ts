// The small words a line or a cue should not end on, by language, those a break goes well before, and those it never goes before.
// Data only; how much each weighs is break-cost.ts. Categories: Netflix N13–N14. Writing without spaces is unspaced-writing.ts.

/** What a word binds to: `tight` words never end a line willingly, `loose` ones rather not, `opener`s like a break before them, `closer`s never open a line. */
export interface FunctionWords {
  /** Articles, determiners, possessives, prepositions, conjunctions, negations. */
  readonly tight: ReadonlySet<string>;
  /** Subject pronouns, auxiliaries, reflexives, and adjectives that stand before their noun: what follows belongs to them. */
  readonly loose: ReadonlySet<string>;
  /** Conjunctions, relative words and prepositions: a new thought begins here. */
  readonly opener: ReadonlySet<string>;
  /** Words that lean on what stands before them (Korean dependent nouns, separated particles). */
  readonly closer: ReadonlySet<string>;
  /** How a word ends that closes a clause, or that belongs to the next word, where endings tell (Korean); null elsewhere. */
  readonly endings: { readonly clause: RegExp; readonly binding: RegExp } | null;
  /** Letters written onto the word that follows them where elsewhere "and" stands by itself (Arabic, Hebrew); "" for none. */
  readonly joined: string;
}

interface Lists {
  /** Articles, determiners, possessives, negations, intensifiers. */
  readonly determiners: string;
  readonly prepositions: string;
  readonly conjunctions: string;
  /** Subject pronouns, auxiliaries, reflexives. */
  readonly loose: string;
  /** Adjectives and ordinals that mostly stand before their noun. */
  readonly adjectives?: string;
  readonly closers?: string;
  readonly endings?: FunctionWords['endings'];
  readonly joined?: string;
}

const LISTS: Readonly<Record<string, Lists>> = {
  en: {
    determiners: "a an the this that these those my your his her its our their every each some any no not don't very too so as",
    prepositions:
      'of to in on at by for with from into onto about after before between through during over under against without within upon among toward towards across behind beyond near since until till than like per via',
    conjunctions: 'and or but nor yet because if when while although though unless whether where who whom whose which that what how why since so',
    loose:
      "i you he she it we they i'm you're he's she's it's we're they're i've you've we've they've i'll you'll he'll she'll we'll they'll i'd is are was were am be been has have had do does did will would can could shall should may might must there who",
    adjectives:
      'first second third last next other same own whole old new young little big small great good bad long short high low few many more most several two three four five six seven eight nine ten hundred thousand',
  },
  de: {
    determiners:
      'der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner mein meine meinen meinem meiner dein deine sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren unserem unserer euer eure dieser diese dieses diesen diesem jeder jede jedes jeden jedem welche welcher welches nicht sehr so zu',
    prepositions:
      'in im ins an am ans auf aufs aus bei beim bis durch für gegen hinter mit nach neben ohne seit über um unter von vom vor vorm während wegen zu zum zur zwischen trotz statt per pro',
    conjunctions:
      'und oder aber sondern denn dass weil wenn als ob obwohl damit während bevor nachdem sobald solange falls da wie was wer wo warum weshalb sowie bzw.',
    loose:
      'ich du er sie es wir man wer bin bist ist sind seid war waren habe hast hat haben hatte hatten werde wirst wird werden würde würden kann können muss müssen soll sollen will wollen darf dürfen sich',
    adjectives:
      'erste ersten erster zweite zweiten dritte dritten letzte letzten nächste nächsten andere anderen anderer anderes gleiche gleichen selben eigene eigenen ganze ganzen alte alten alter neue neuen neuer neues kleine kleinen kleiner große großen großer gute guten guter lange langen viele vielen einige einigen mehrere mehreren zwei drei vier fünf sechs sieben acht zehn hundert tausend',
  },
  fr: {
    determiners:
      "le la les l' un une des du de d' ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs chaque quelques plusieurs aucun aucune ne n' pas très plus trop si aussi",
    prepositions:
      "à au aux en dans par pour sur sous avec sans chez vers entre depuis pendant avant après contre devant derrière dès malgré selon jusque jusqu'à",
    conjunctions: "et ou mais donc or ni car que qu' qui dont où quand lorsque lorsqu' puisque puisqu' parce comme si quoi",
    loose:
      "je j' tu il elle on nous vous ils elles c' ça me m' te t' se s' lui y suis es est sommes êtes sont étais était étaient ai as a avons avez ont avait avaient vais va vont peut peux dois doit",
    adjectives:
      'premier première deuxième dernier dernière prochain prochaine autre autres même mêmes propre vieux vieille vieil nouveau nouvelle nouvel nouveaux petit petite petits petites grand grande grands grandes bon bonne bons bonnes mauvais mauvaise beau belle bel jeune long longue deux trois quatre cinq six sept huit neuf dix cent mille',
  },
  es: {
    determiners:
      'el la los las un una unos unas lo al del este esta estos estas ese esa esos esas aquel aquella mi mis tu tus su sus nuestro nuestra nuestros nuestras cada algún alguna ningún ninguna no muy más tan',
    prepositions: 'a ante bajo con contra de desde durante en entre hacia hasta para por según sin sobre tras',
    conjunctions: 'y e o u pero sino ni que porque si cuando como donde mientras aunque pues quien quienes cual cuales qué cómo cuándo',
    loose:
      'yo tú él ella nosotros ustedes ellos ellas me te se le les nos os soy eres es somos son era eran fue estoy está están estaba he has ha hemos han había voy va van puede puedo debe tiene',
    adjectives:
      'primer primera primero segundo segunda tercer tercera último última próximo próxima otro otra otros otras mismo misma propio propia gran buen mal viejo vieja nuevo nueva pequeño pequeña muchos muchas pocos pocas varios varias dos tres cuatro cinco seis siete ocho nueve diez cien mil',
  },
  it: {
    determiners:
      "il lo la i gli le l' un uno una un' del dello della dell' dei degli delle al allo alla all' ai agli alle dal dallo dalla dall' dai dagli dalle nel nello nella nell' nei negli nelle sul sullo sulla sull' sui sugli sulle questo questa questi queste quel quello quella quei quegli quelle mio mia miei mie tuo tua suo sua suoi sue nostro nostra vostro vostra loro ogni non molto più così",
    prepositions: "di d' a da in con su per tra fra senza verso contro durante dopo prima sotto sopra dietro davanti",
    conjunctions: "e ed o od ma però né che perché se quando come dove mentre anche quindi cui chi cosa c' dov'",
    loose: 'io tu lui lei noi voi mi ti si ci vi ne sono sei è siamo siete era erano ho hai ha abbiamo avete hanno aveva vado va vanno può posso deve devo',
    adjectives:
      'primo prima secondo seconda terzo terza ultimo ultima prossimo prossima altro altra altri altre stesso stessa proprio propria gran grande grandi vecchio vecchia nuovo nuova piccolo piccola buon buono buona bel bella molti molte pochi poche due tre quattro cinque sei sette otto nove dieci cento mille',
  },
  pt: {
    determiners:
      'o a os as um uma uns umas do da dos das no na nos nas ao à aos às pelo pela pelos pelas num numa este esta estes estas esse essa esses essas aquele aquela isto isso meu minha meus minhas teu tua seu sua seus suas nosso nossa nossos nossas cada algum alguma nenhum nenhuma não muito mais tão',
    prepositions: 'de em por para com sem sob sobre entre desde até contra após ante durante segundo',
    conjunctions: 'e ou mas nem que porque se quando como onde enquanto embora pois quem qual quais porém',
    loose:
      'eu tu ele ela nós vós eles elas você vocês me te se lhe lhes sou és é somos são era eram foi estou está estão estava tenho tem temos têm tinha vou vai vão pode posso deve',
    adjectives:
      'primeiro primeira segundo segunda terceiro terceira último última próximo próxima outro outra outros outras mesmo mesma próprio própria grande grandes bom boa velho velha novo nova pequeno pequena muitos muitas poucos poucas vários várias dois duas três quatro cinco seis sete oito nove dez cem mil',
  },
  nl: {
    determiners: 'de het een deze dit die dat mijn jouw zijn haar ons onze jullie hun uw elke elk ieder iedere geen niet heel erg zo te',
    prepositions: 'in op aan van voor met naar bij uit over onder tegen tussen door zonder tot na om achter langs sinds tijdens per vanaf binnen buiten',
    conjunctions: 'en of maar want omdat als toen terwijl hoewel zodat dat wie wat waar hoe wanneer waarom dus',
    loose:
      'ik jij je hij zij ze wij we men er zich ben bent is was waren heb hebt heeft hebben had hadden word wordt worden werd zal zullen zou zouden kan kunnen moet moeten wil willen mag mogen',
    adjectives:
      'eerste tweede derde laatste volgende andere anderen zelfde eigen hele oude nieuwe kleine grote goede lange jonge veel vele enkele twee drie vier vijf zes zeven acht negen tien honderd duizend',
  },
  ar: {
    determiners: 'هذا هذه ذلك تلك هؤلاء أولئك كل بعض أي غير لا لم لن ليس ليست ما قد سوف',
    prepositions: 'في من إلى على عن مع عند بين تحت فوق أمام خلف بعد قبل منذ حتى خلال ضد دون بدون حول نحو',
    conjunctions: 'و أو ثم بل لكن ولكن أن أنّ إن إنّ لأن كأن إذا لو كي لكي حيث عندما بينما الذي التي الذين اللذين هل متى كيف لماذا',
    loose: 'أنا أنت أنتم نحن هو هي هم هما كان كانت كانوا يكون تكون أصبح صار يمكن يجب',
    joined: 'و',
  },
  he: {
    determiners: 'הזה הזאת האלה כל כמה איזה לא אין אל בלי מאוד יותר פחות',
    prepositions: 'של את על אל עם מן בין תחת מעל לפני אחרי ליד עד נגד בלי דרך אצל כמו בתוך מתוך',
    conjunctions: 'או אבל אלא כי אם אף שגם גם רק לכן כאשר כש אשר מה מי איך למה מתי איפה בגלל למרות',
    loose: 'אני אתה את הוא היא אנחנו אתם אתן הם הן היה הייתה היו יהיה תהיה יהיו יש צריך יכול יכולה',
    joined: 'ו',
  },
  ko: {
    determiners: '이 그 저 한 두 세 네 각 매 모든 어떤 무슨 여러 새 헌 안 못 더 가장 아주 매우 너무 잘 제 내 우리',
    prepositions: '',
    conjunctions: '그리고 그러나 하지만 그래서 그런데 또는 및 왜냐하면',
    loose: '나는 저는 너는 그는 그녀는 우리는',
    closers:
      '것 것이 것은 것을 것도 것이다 것입니다 거 거예요 수 수가 수는 수도 줄 줄을 바 바가 지 채 뿐 뿐만 때문 때문에 만큼 대로 등 등의 등을 있다 있는 있고 있습니다 있어요 있었다 없다 없는 없습니다 없어요 않다 않는 않고 않습니다 않았다 합니다 했다 했습니다 싶다 싶은 싶어요 보다 주다 주세요 버렸다 말았다',
    endings: { clause: /(?:고|며|면|서|지만|는데|니까|려고|도록|자마자)$/u, binding: /(?:의|적인|하는|되는|있는|없는|했던|하던|할|될|한|된)$/u },
  },
};

const NONE: FunctionWords = { tight: new Set(), loose: new Set(), opener: new Set(), closer: new Set(), endings: null, joined: '' };

const BY_LANGUAGE: ReadonlyMap<string, FunctionWords> = new Map(Object.entries(LISTS).map(([language, lists]) => [language, setsOf(lists)]));

/** The small words of a language ("en", "de" …); empty sets where we have no list. */
export function functionWordsOf(language: string): FunctionWords {
  return BY_LANGUAGE.get(language) ?? NONE;
}

/** The languages we have lists for. */
export const listedLanguages: readonly string[] = [...BY_LANGUAGE.keys()];

function setsOf({ determiners, prepositions, conjunctions, loose, adjectives = '', closers = '', endings = null, joined = '' }: Lists): FunctionWords {
  const words = (list: string): string[] => list.split(' ').filter(Boolean);
  return {
    tight: new Set([...words(determiners), ...words(prepositions), ...words(conjunctions)]),
    loose: new Set([...words(loose), ...words(adjectives)]),
    opener: new Set([...words(prepositions), ...words(conjunctions)]),
    closer: new Set(words(closers)),
    endings,
    joined,
  };
}
