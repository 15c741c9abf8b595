/**
 * English words that tell English from names and terms. Compiled for Paddock by hand: only words that are not used as
 * terms, brands or commands in other languages' prose, where `machine learning` or `update` is no switch of language.
 */

/** Words that sentences are made of: articles, pronouns, auxiliaries, conjunctions. */
export const SENTENCE_WORDS: ReadonlySet<string> = setOf(`
  the this that these those there here such you he she it we they him her us them my your his its our their mine
  yours ours theirs myself yourself himself herself itself ourselves themselves is are was were be been being am
  isn't aren't wasn't weren't have has had having haven't hasn't hadn't does did doing don't doesn't didn't can could
  cannot can't couldn't will would won't wouldn't shall should shouldn't may might must i'm i'd i'll i've you're
  you'll you've he's she's it's that's there's here's what's let's we're we'll we've they're they'll they've who whom
  whose which what when where why how whether because although though while since unless until and but or nor than so
  yet also too very much many few fewer some even still already again ever never always often sometimes
`);

/** Words that join or limit others, and that stand in names and terms as well: `state of the art`, `read only`. */
export const JOINING_WORDS: ReadonlySet<string> = setOf(`
  of to in on at by for from with without into onto over under about after before between during through against
  among as an up down out off per via within across along around behind beyond near toward towards upon like both
  either neither do if then more most less least any every each all none no not only just
`);

/** Words of everyday language. */
export const ORDINARY_WORDS: ReadonlySet<string> = setOf(`
  able abroad absolutely accept accepted accepts accompanied accordingly achieve achieved achieves achieving acknowledge
  acquire acquired actually additionally admit admitted admitting afraid afternoon afterward afterwards ago agree agreed
  agreeing agrees ahead alive allow allowed allowing allows almost alone along alongside already altogether amazing among
  amongst amounts ancient angry annoying another answered answering anybody anymore anyone anything anyway anywhere apart
  apparent apparently appear appeared appearing appears applied applies appreciate appreciated approach approaches
  approximately argue argued argues arguing arise arises arose around arrange arranged arrive arrived arrives arriving
  aside ask asked asking asks asleep aspect aspects assume assumed assumes assuming ate attempt attempted attempting
  attempts attractive avoid avoided avoiding avoids awake aware away awful awkward
  bad badly bear beautiful beautifully became become becomes becoming bedroom been beforehand began begin beginning begins
  begun behave behaves behavior behaviour behind being belief beliefs believe believed believes believing belong belongs
  beloved beneath beneficial besides bigger biggest bitter blame boring born borrow borrowed borrowing bother bought boy
  boys brave breakfast breath breathe bright bring bringing brings broken brother brothers brought buildings burn burned
  busy buying
  came capable care careful carefully carried carries carry carrying caught cause caused causes causing ceased celebrate
  celebrated certain certainly challenging cheap cheaper cheerful cheese chicken child childhood children choose chooses
  choosing chose chosen circumstances cities citizens city claimed claiming claims clean clearly clever climb climbed
  closely clothes coat cold combined come comes comfort comfortable coming commonly compared comparing complain
  complained completely complicated concerned concerning conclude concluded confident confused confusing consequence
  consequences consequently consider considerable considerably considered considering considers consist consists contain
  contained containing contains continue continued continues continuing contribute contributed contributes contributing
  convince convinced cook cooked correct correctly cough countries country couple courage cousin cried cries cruel cry
  crying curious currently
  daily damaged danger dangerous dare daughter daughters dead dealt dear death decade decades decide decided decides
  deciding decision decisions deeper deeply definitely delicious delighted deliver delivered demonstrate demonstrated
  demonstrates depend depended depending depends describe described describes describing desire desired despite destroy
  destroyed determine determined determines develop developed developing develops died dies differ difference differences
  different differently difficult difficulties difficulty dinner directly dirty disappear disappeared disappointed
  discover discovered discovering discovers discuss discussed discusses discussing disease diseases dislike distant
  distinguish divide divided doctor doctors done door doors doubt doubtful dozen dozens dress dressed drank drew dried
  drink drinking drinks driven drove drunk dry due dying
  eager earlier earliest early earn earned earning ears easier easiest easily easy eat eaten eating eats efficiently effort
  efforts eight eighteen eighty elderly eleven else elsewhere embarrassed emerge emerged emerges emerging emotional
  emotionally emphasize empty enable enabled enables encounter encountered encourage encouraged encourages encouraging
  ended ending endless enemies enemy enhance enhanced enhances enhancing enjoy enjoyable enjoyed enjoying enjoys enormous
  enough ensure ensured ensures ensuring enter entered entering entire entirely equally especially essential essentially
  establish established establishes eventually everybody everyone everything everywhere evidence evident evil exactly
  examine examined examines excellent except exciting exist existed existing exists expect expected expecting expects
  expensive experienced experiences explain explained explaining explains explore explored exploring express expressed
  expresses expressing extremely eyes
  faced faces facing fail failed failing fails fair fairly faith faithful fallen falling false familiar families famous
  fantastic farmer farmers farther fast faster fate father fathers fault favorite favourite fear fears feel feeling feelings
  feels feet fell felt fewest fifteen fifth fifty fight fighting fill filled filling finally find finding finds fine finger
  fingers finish finished firmly first five flew flies floor flour flower flowers flying folk folks follow followed
  following follows food foods fool foolish foot forbidden foreign foreigner forever forget forgets forgetting forgive
  forgot forgotten formal former formerly fortunate fortunately forty found four fourteen fourth freely fresh friend
  friendly friends friendship frightened frequently fruit fruits full fully fun funny further furthermore
  gain gained gaining garden gather gathered gave general generally gentle gently genuine gets getting gift gifts girl
  girls give given gives giving glad glory god goes going gone good goods got gotten gradually grandfather grandmother
  grateful great greater greatest greatly grew ground grow growing grown grows guess guilty guy guys
  habit habits hair half hand hands happen happened happening happens happily happiness happy hard harder hardest hardly
  harmful harm hate hated head healthy hear heard hearing heart hearts heaven heavily heavy held hello help helped helpful
  helping helps hence herself hid hidden hide hiding high higher highest highly hill hills historical hold holding holds
  holy home homes honest hope hoped hopeful hopefully hopes hoping horrible horse horses hot hour hours house houses
  however huge human humans hundred hundreds hung hungry hurry hurt husband
  idea ideas identical ignore ignored ignoring ill illness imagine imagined immediate immediately impact impacts important
  importance importantly impose impossible impressive improve improved improvement improvements improves improving
  inability incident include included includes including incomplete increase increased increases increasing increasingly
  incredible incredibly indeed independent independently indicate indicated indicates individual individuals inevitable
  inevitably influence influenced inform informed inhabitants innocent inside instead intend intended intention interest
  interested interesting introduce introduced introduces introducing invite invited inviting involve involved involves
  involving island islands
  job jobs join joined joining joy judge jump jumped jumping justice
  keep keeping keeps kept kill killed kind kindly kindness kinds kitchen knee knees knew knife knock know knowing known
  knows
  lack lacking lacks lady lake land lands language languages large largely larger largest last lasting late lately later
  latest laugh laughed laughing laughter law laws lawyer lay lazy lead leading leads learn learned learning learns learnt
  leave leaves leaving led left legs lend length lesser lessons let letters letting liberty lie lied lies life lifelong
  lifestyle lift lifted lights liked likely likes likewise limited lips listen listened listening literally little live
  lived lively lives living lonely long longer longest look looked looking looks lose loses losing loss lost loud loudly
  love loved lovely lover loves loving low lower luck lucky lunch lying
  mad made mainly maintain maintained maintaining maintains make makes making man manage managed manner mark marriage
  married marry matter matters maybe meal meals mean meaning meaningful meanings means meant meanwhile meat medicine meet
  meeting meets men mention mentioned mentions merely met mid middle midnight mighty mild mile miles milk million millions
  mind minds minor minute minutes miss missed missing mistake mistaken mistakes mix mixed mixing moment moments money month
  monthly months moon moral moreover morning mornings mostly mother mothers mountain mountains mouth move moved movement
  moves moving murder mutual mysterious
  naked name named namely names narrow nation nations natural naturally nature near nearby nearer nearest nearly necessarily
  necessary necessity neck need needed needing needs negative neighbor neighborhood neighbors neighbour neighbours nervous
  nevertheless new newly news next nice nicely night nights nine nineteen ninety nobody noise noisy nonetheless noon normal
  normally north northern nose notable notably nothing notice noticed noticing notion nowadays nowhere numerous
  obey object obligation observe observed obstacle obtain obtained obtaining obvious obviously occasion occasionally
  occasions occupied occupies occupy occur occurred occurring occurs ocean odd offer offered offering offers old older
  oldest once ones onions onwards opened opening opinion opinions opportunities opportunity oppose opposed opposite
  ordinary organized original originally originated other others otherwise ought ourselves outcome outcomes outside overall
  overcome overly owe own owned owner
  paid pain painful pair parents part particular particularly parties partly parts pass passed passes passing past patience
  patient patients pay paying pays peace peaceful people peoples perfect perfectly perform performed performing performs
  perhaps permanent permanently permit permitted person personal personally persons persuade phenomena phenomenon
  physical physically pick picked picking piece pieces place placed places placing plain plant planted plants played
  player playing plays pleasant pleased pleasure plenty plus poem poet point pointed points police polite poor poorly
  popular popularity positive possess possesses possibilities possibility possible possibly potato potatoes potentially
  poverty power powerful powers practical practically practice practices praise pray prayer precious precise precisely
  prefer preferred prepare prepared preparing presence presented preserve preserved preserving pressure pretty prevent
  prevented preventing prevents previous previously prices pride prince princess principal principles prison prisoner
  private probably problem problems proceed produced produces producing profound promise promised promising promote
  promotes promoting promptly proof proper properly property proposed protect protected protecting protection protects
  proud proudly prove proved proven proves provide provided provides providing public publicly pull pulled pulling punish
  purchased pure purely purpose purposes pursue pursuing push pushed put puts putting
  qualities quality quantities quantity quarter queen question questions quick quicker quickly quiet quietly quite
  rain raise raised raises raising ran rapid rapidly rare rarely rather reach reached reaches reaching react read reader
  readers readily reading ready real reality realize realized realizes really reason reasonable reasons recall receive
  received receives receiving recent recently recipe recipes recognize recognized recommend recommended recommends reduce
  reduced reduces reducing refer referred referring refers reflect reflected reflecting reflects refuse refused regard
  regarded regarding regardless regret regular regularly rejected relate related relates relating relationship
  relationships relatively reliable relief religious reluctant rely remain remained remaining remains remarkable remarkably
  remember remembered remembering remind reminded reminds remove removed removing repeat repeated repeatedly replace
  replaced replied reply represent represented representing represents reputation request requested require required
  requirement requires requiring rescue respect respected respectively respond responded responsibilities responsibility
  responsible rest resting resulted resulting results return returned returning returns reveal revealed reveals reward
  rewarding rice rich rid ridiculous right rights rise risen rises rising risks river rivers road roads role roles roof
  room rooms rose rough roughly round rude ruin ruined rule ruled rules run running runs rural rush
  sacred sad sadly sadness safe safely said sail sake salt same sand sang sat satisfaction satisfied satisfy save saved
  saves saving saw say saying says scared scarce scattered scenery school schools sea search searched searching season
  seat second secondly secret secretly secrets see seed seeds seeing seek seeking seeks seem seemed seeming seemingly seems
  seen sees seldom self selfish sell selling sells send sending sends sense senses sensible sensitive sent sentence sentences
  separate separated separately serious seriously serve served serves serving settle settled settlement seven seventeen
  seventh seventy several severe severely shade shadow shake shaking shall shame shape shaped share shared shares sharing
  sharp sharply sheep shelter shine shining ship ships shoes shook shop shops shore short shortage shorter shortly shot
  shoulder shoulders shout shouted show showed showing shown shows shut sick sickness side sides sight sign signs silence
  silent silently silly silver similar similarly simple simpler simplest simplicity simply sin sincere sincerely sing singing
  single sister sisters sit sits sitting situated situation situations six sixteen sixth sixty size skilled skills skin sky
  sleep sleeping sleeps slept slight slightly slow slower slowly small smaller smallest smell smile smiled smiles smiling
  smoke smooth smoothly snow social society soft softly soil sold soldier soldiers solely solid solution solutions solve
  solved solving somebody somehow someone something sometime somewhat somewhere son song songs sons soon sooner sorrow
  sorry sort soul souls sound sounded sounds soup source sources south southern spare speak speaker speaking speaks special
  specially specific specifically speech spend spending spends spent spirit spirits spiritual spite spoke spoken spoon
  spread spreading spreads spring stair stairs stand standing stands star stars start started starting starts starving
  stated states stay stayed staying stays steadily steady steal step steps stick stolen stomach stone stones stood stop
  stopped stopping stops stories storm story straight straightforward strange stranger strangers strategies street streets
  strength strengthen strengthens stress stressed strict strictly strike strong stronger strongest strongly struck
  struggle struggled struggling student students studied studies study studying stuff stupid subsequent subsequently
  substantial substantially succeed succeeded success successful successfully sudden suddenly suffer suffered suffering
  suffers sufficient sufficiently sugar suggest suggested suggesting suggestion suggests suit suitable suited sum summer
  sun sunlight superior supplied supplies supply support supported supporting supports suppose supposed sure surely surface
  surprise surprised surprising surprisingly surround surrounded surrounding surroundings survival survive survived suspect
  sweet swim swimming sword
  tail take taken takes taking tale talent talented talents tall task tasks taste tasted tastes tasty taught tea teach
  teacher teachers teaches teaching team tear tears tell telling tells temperature temporarily temporary ten tend tendency
  tends terrible terribly terrified testing thank thankful thanks themselves thereafter thereby therefore thick thief thin
  thing things think thinking thinks third thirteen thirty thorough thoroughly thought thoughtful thoughts thousand
  thousands threat threaten threatened threatening threatens three threw throat throne throughout throw throwing thrown
  throws thus tie tied tight till time times tiny tired together told tomorrow tone tongue tonight took tooth topic topics
  total totally touch touched touching tough toward town towns trade tradition traditional traditionally traditions
  travel traveled traveling travelled traveling travels treasure treat treated treating treatment treats tree trees
  tremendous trial tribe tried tries trip trips trouble troubled true truly trust trusted truth try trying turn turned
  turning turns twelve twenty twice twin twins two type types typical typically
  ugly ultimate ultimately unable unaware uncertain uncle unclear uncomfortable uncommon underneath understand
  understanding understands understood undoubtedly unexpected unfair unfamiliar unfortunate unfortunately unhappy unhealthy
  unite united unity unknown unlike unlikely unnecessary unusual upcoming upper upset urge urged urgent usage use used
  useful usefulness useless uses using usual usually utilize utilized utilizing utmost
  vague vain valley valuable varied varies variety various vary varying vast vegetable vegetables victim victims victory
  view viewed views village villager villagers villages violence violent virtue virtues visible vision visit visited
  visiting visitor visitors visits vital vivid voice voices vote voted voyage vulnerable
  wait waited waiting wake waking walk walked walking walks wall walls wander wandered want wanted wanting wants war warm
  warmth warn warned warning wars wash washed wasn waste wasted watch watched watching water waters wave waves way ways weak
  weaken weakness wealth wealthy weapons wear wearing weather week weekend weekly weeks weigh weight weird welcome welcomed
  well went west western wet whatever wheat whenever whereas wherever whichever whisper whispered whoever whole wholly wide
  widely wider widespread wife wild willing willingness wind winds wine wings winning winter wisdom wise wisely wish wished
  wishes withdraw woke woman women won wonder wondered wonderful wondering wood wooden woods word words wore work worked
  worker workers working works world worlds worldwide worn worried worries worry worrying worse worst worth worthwhile
  worthy wound wounded wounds wrap wrapped write writer writers writes writing written wrong wrote
  yard yeah year yearly years yellow yes yesterday young younger youngest yourself youth zone
`);

/** Of the ordinary words, those that name commands, fields and values as well: alone, they are no switch of language. */
export const COMMANDS: ReadonlySet<string> = setOf(`
  accept allow allowed assume automatically born broken burn button caption capture cause challenge choose claim clean clear
  close complain consist contain contains continue cook correct country create date deep describe destroy difference discover
  done door double dress early drink drop empty enabled ended enter error exist exists expect expected explore express false
  fast father filled finally find finding finish fixed floor focus follow food forever found full fun garden gather gift girl
  give glory good ground group hard head hear heart hello help hidden hide high hold home hope host hour hours house human
  idea ignore impact include included increase individual influence inside island jobs join joy jump justice keep kill kind
  knock know language later layer leading learn learning leave left letter level life lifestyle light like limited listen live
  local look loop loss lost love lower lucky lunch mail make manage mark match matter maybe mean medium meet meeting merge
  mile miles mind minor minute minutes miss missed missing mixed mix moment money month months mother mountain mouth move moved
  movement name named names narrow nation natural nature need negative news next nice noise normal north nose notable nothing
  notice object observe ocean offer older once opened opening order original other others outside owner pair parent
  parents part parts pass passed passes passing patient pause peace people perfect perform permanent permit person personal
  physical pick piece pink place plain plant play player players plays point pointed points police positive possible
  power practice prepare present preserve prevent previous price prices primary prince private proceed process produced
  promise proof property protect protected provided public pull pulled punish purchase pure purpose push pushed quality
  quantity queen question questions quick quiet quit rain raise rapid rare reach react read reader readers reading ready real
  reason recall receive recent recipe recommended reduce reference refers reflect refuse regular rejected related remain
  remember remind remove removed repeat replace reply represent request require required rescue respond rest result results
  return returned returns reveal reward rich right rights river road role room root rose round rule rules run running runs
  safe sail sale salt same sand save saved saving score search season seat second secret secrets see seed seeds select self
  sell send sense sensitive sent sentence separate serious serve settle seven shadow shake shape share shared sharp shelter
  ship shop shops shore short shot show shows shut side sign signs silence silent silver similar simple sing single size skills
  skin sky sleep slow small smart smell smile smoke smooth snow social society soft soil sold solid solution solve song sort
  soul sound sounds soup source sources space speaker special spend spirit split spread spring stand star stars start
  started state states stay step steps stick stone stop stopped storm story straight strange street strength stress strict
  strike strong student students study stuff style success suit summary summer supply support supported surface survival
  sweet swim sword tail take talent task tasks taste tea team tell temperature ten term test testing thank thanks thin thing
  things think third three throw tie tight time times today together token tone topic topics total touch trade tradition
  travel treasure tree trees trial trip true trust truth try turn turned twin twins type types ultimate unit united unity
  unknown update upper urgent usage used user uses vague valley value various vast victory view views village vision visit
  visitor visitors voice vote wait walk walking wall want war warm warn warning wars wash waste watch water wave waves weak
  wear weather week weekend weeks weight welcome whole wide wild wind winds wine wings winner winter wise wish woman wonder
  wood word words work worker workers working works world worth wrap write writer writing written year years yellow
  yes young youth zone serious minutes nice jobs
`);

/** Phrases that other languages have borrowed as they are. */
export const BORROWED_PHRASES = phrasesOf(`
  all in one | all you can eat | around the clock | as soon as possible | back to school | back to the roots |
  behind the scenes | best of the best | business as usual | by the way | call to action | cost of living |
  do it yourself | easy to use | end of life | end to end | face to face | fear of missing out | for sale |
  for the win | free to play | how to | in the loop | just for fun | just in time | know how | last but not least |
  learning by doing | less is more | let it be | made in | more or less | must have | never change a running system |
  nice to have | not safe for work | off the record | on the go | on the job | on the road | on the rocks |
  once upon a time | one on one | out of office | out of stock | out of the box | over the top | peer to peer |
  point of no return | point of sale | point of view | proof of concept | ready to eat | ready to use |
  ready to wear | state of the art | step by step | terms of service | the day after | the place to be |
  the show must go on | the winner takes it all | time is money | to be continued | too big to fail |
  under the radar | up and down | what if | who is who | who's who | why not | word of mouth | work from home |
  work in progress
`);

/** Whether English words are more than terms, as in "supervised learning, data mining and reinforcement learning". */
export function isEnglishProse(text: string): boolean {
  const words = new Set(text.toLowerCase().replaceAll('’', "'").match(/[a-z]+(?:'[a-z]+)?/g));
  let everyday = 0;
  for (const word of words) {
    if ((SENTENCE_WORDS.has(word) && !LINKS.has(word)) || JOINING_WORDS.has(word)) return true;
    if (ORDINARY_WORDS.has(word)) everyday++;
  }
  return everyday >= 2;
}

/** What lists of terms have between the last two. */
const LINKS: ReadonlySet<string> = new Set(['and', 'or']);

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

/** @param phrases with `|` between them. */
function phrasesOf(phrases: string): RegExp {
  const borrowed = phrases.split('|').map((phrase) => phrase.trim());
  return new RegExp(`\\b(?:${borrowed.join('|')})\\b`, 'g');
}
