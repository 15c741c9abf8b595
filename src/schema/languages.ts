/**
 * The languages that Paddock knows by their codes and names, one to a line:
 * tag | other ISO 639 codes | usual script (ISO 15924) | English names | own names.
 *
 * Written down rather than asked of `Intl`, because what `Intl` knows differs between Node and the editor's Electron.
 * Codes, scripts and names follow CLDR 48 and the FLORES-200 list. Languages that datasets and fastText's lid.176 model
 * tell apart keep their own tags although CLDR folds them into another: `tl`, `sh`, `prs`, `pnb`, `bh`, `gom` …
 */
export const LANGUAGES = `
aa|aar|Latn|Afar
ab|abk|Cyrl|Abkhazian
ace||Latn|Acehnese
ach||Latn|Acoli
acm||Arab|Mesopotamian Arabic;Iraqi Arabic;Gilit Mesopotamian Arabic
acq||Arab|Taʽizzi-Adeni Arabic
ada||Latn|Adangme
ady||Cyrl|Adyghe
ae|ave|Avst|Avestan
aeb|ajt|Arab|Tunisian Arabic
af|afr|Latn|Afrikaans
afh||Latn|Afrihili
agq||Latn|Aghem
ak|aka fat tw twi|Latn|Akan;Twi;Fante
akk||Xsux|Akkadian
akz||Latn|Alabama
ale||Latn|Aleut
aln||Latn|Gheg Albanian
alt||Cyrl|Southern Altai
am|amh|Ethi|Amharic|አማርኛ
an|arg|Latn|Aragonese
ang||Latn|Old English
ann||Latn|Obolo
anp||Deva|Angika
apc|ajp|Arab|Levantine Arabic;North Levantine Arabic;South Levantine Arabic;Lebanese Arabic;Syrian Arabic
ar|ara arb|Arab|Arabic;Modern Standard Arabic;Standard Arabic;MSA|العربية
arc||Armi|Aramaic
arn||Latn|Mapuche
aro||Latn|Araona
arp||Latn|Arapaho
arq||Arab|Algerian Arabic
ars||Arab|Najdi Arabic|اللهجة النجدية
arw||Latn|Arawak
ary||Arab|Moroccan Arabic;Darija
arz||Arab|Egyptian Arabic;Egyptian
as|asm|Beng|Assamese|অসমীয়া
asa||Latn|Asu|Kipare
ase||Sgnw|American Sign Language
ast||Latn|Asturian|asturianu
atj||Latn|Atikamekw
av|ava|Cyrl|Avaric
avk||Latn|Kotava
awa||Deva|Awadhi
ay|ayc aym ayr|Latn|Aymara;Central Aymara
az|aze azj|Latn|Azerbaijani;North Azerbaijani;Northern Azerbaijani;Azeri|azərbaycan
azb||Arab|South Azerbaijani;Southern Azerbaijani
ba|bak|Cyrl|Bashkir|башҡорт;башҡорт теле
bal|bcc|Arab|Baluchi
ban||Latn|Balinese
bar||Latn|Bavarian
bas||Latn|Basaa|Ɓàsàa
bax||Bamu|Bamun
bbc||Latn|Batak Toba
bbj||Latn|Ghomala
bcl||Latn|Central Bikol;Bicolano;Bikol Central
be|bel|Cyrl|Belarusian;Belarusan;Byelorussian|беларуская
bej||Arab|Beja
bem||Latn|Bemba|Ichibemba
bew||Latn|Betawi
bez||Latn|Bena|Hibena
bfd||Latn|Bafut
bfq||Taml|Badaga
bg|bul|Cyrl|Bulgarian|български
bgc||Deva|Haryanvi|हरियाणवी
bgn||Arab|Western Balochi
bh|bih|Deva|Bihari
bho||Deva|Bhojpuri|भोजपुरी
bi|bis|Latn|Bislama
bik||Latn|Bikol
bin||Latn|Bini
bjn||Latn|Banjar;Banjarese
bkm||Latn|Kom
bla||Latn|Siksiká
blo||Latn|Anii|anii kagɩja
blt||Tavt|Tai Dam
bm|bam|Latn|Bambara|bamanakan
bn|ben|Beng|Bangla;Bengali|বাংলা;বাঙ্গলা
bo|bod tib|Tibt|Tibetan;Standard Tibetan|བོད་སྐད་;བོད་ཡིག;བོད་སྐད
bpy||Beng|Bishnupriya
bqi||Arab|Bakhtiari
br|bre|Latn|Breton|brezhoneg
bra||Deva|Braj
brh||Arab|Brahui
brx||Deva|Bodo|बर’
bs|bos|Latn|Bosnian|bosanski
bss||Latn|Akoose
bua||Cyrl|Buriat|буряад
bug||Latn|Buginese
bum||Latn|Bulu
bxr||Cyrl|Russia Buriat
byn||Ethi|Blin
byv||Latn|Medumba
ca|cat|Latn|Catalan;Valencian|català
cad||Latn|Caddo
car||Latn|Carib
cay||Latn|Cayuga
cbk||Latn|Chavacano;Chavacano Zamboanga
cch||Latn|Atsam
ccp||Cakm|Chakma|𑄌𑄋𑄴𑄟𑄳𑄦
ce|che|Cyrl|Chechen|нохчийн
ceb||Latn|Cebuano
cgg||Latn|Chiga|Rukiga
ch|cha|Latn|Chamorro
chb||Latn|Chibcha
chg||Arab|Chagatai
chk||Latn|Chuukese
chm||Cyrl|Mari
chn||Latn|Chinook Jargon
cho||Latn|Choctaw
chp||Latn|Chipewyan
chr||Cher|Cherokee|ᏣᎳᎩ
chy||Latn|Cheyenne
cic||Latn|Chickasaw
cjk||Latn|Chokwe
ckb||Arab|Central Kurdish;Sorani;Sorani Kurdish;Kurdish Sorani;Central Kurdish Sorani|کوردیی ناوەندی;سۆرانی
clc||Latn|Chilcotin
cnr||Latn|Montenegrin
co|cos|Latn|Corsican
cop||Copt|Coptic
cps||Latn|Capiznon
cr|cre cwd|Cans|Cree
crg||Latn|Michif
crh||Latn|Crimean Tatar
crj||Cans|Southern East Cree
crk||Cans|Plains Cree
crl||Cans|Northern East Cree
crm||Cans|Moose Cree
crs||Latn|Seselwa Creole French
cs|ces cze|Latn|Czech;Czech language|čeština;český
csb||Latn|Kashubian
csw||Cans|Swampy Cree|ᓀᐦᐃᓇᐍᐏᐣ
cu|chu|Cyrl|Church Slavic
cv|chv|Cyrl|Chuvash|чӑваш чӗлхи
cy|cym wel|Latn|Welsh|Cymraeg
da|dan|Latn|Danish;Dansk
dak||Latn|Dakota
dar||Cyrl|Dargwa
dav||Latn|Taita|Kitaita
de|deu ger|Latn|German|Deutsch
del|umu|Latn|Delaware
den|xsl|Latn|Slave
dgr||Latn|Dogrib
din|dik|Latn|Dinka;Southwestern Dinka
diq||Latn|Dimli;Zazaki;Southern Zazaki
dje||Latn|Zarma|Zarmaciine
doi|dgo|Deva|Dogri|डोगरी
dsb||Latn|Lower Sorbian|dolnoserbšćina
dtp|ktr kzj kzt tdu|Latn|Central Dusun
dty||Deva|Dotyali;Doteli
dua||Latn|Duala
dum||Latn|Middle Dutch
dv|div|Thaa|Divehi;Dhivehi;Maldivian|ދިވެހި
dyo||Latn|Jola-Fonyi|joola
dyu||Latn|Dyula;Jula
dz|adp dzo|Tibt|Dzongkha|རྫོང་ཁ
dzg||Latn|Dazaga
ebu||Latn|Embu|Kĩembu
ee|ewe|Latn|Ewe|eʋegbe
efi||Latn|Efik
egl||Latn|Emilian
egy||Egyp|Ancient Egyptian
eka||Latn|Ekajuk
el|ell gre|Grek|Greek;Modern Greek|Ελληνικά
eml||Latn|Emiliano-Romagnolo
en|eng|Latn|English
enm||Latn|Middle English
eo|epo|Latn|Esperanto
es|spa|Latn|Spanish;Castilian;Spanish Castilian;European Spanish;Latin American Spanish|español;castellano
esu||Latn|Central Yupik
et|ekk est|Latn|Estonian;Standard Estonian|eesti
eu|baq eus|Latn|Basque;Euskera|euskara
ewo||Latn|Ewondo
ext||Latn|Extremaduran
fa|fas per pes|Arab|Persian;Farsi;Western Persian;Iranian Persian|فارسی;پارسی
fan||Latn|Fang
ff|ffm fub fuc fue fuf fuh fui ful fuq fuv|Latn|Fula;Fulah;Nigerian Fulfulde;Fulfulde|Pulaar
fi|fin|Latn|Finnish|suomi
fit||Latn|Tornedalen Finnish
fj|fij|Latn|Fijian
fo|fao|Latn|Faroese|føroyskt
fon||Latn|Fon
fr|fra fre|Latn|French|français
frc||Latn|Cajun French
frm||Latn|Middle French
fro||Latn|Old French
frp||Latn|Arpitan
frr||Latn|Northern Frisian;North Frisian
frs||Latn|Eastern Frisian
fur||Latn|Friulian|furlan
fy|fry|Latn|Western Frisian;Frisian;West Frisian|Frysk
ga|gle|Latn|Irish;Irish Gaelic;Gaeilge
gaa||Latn|Ga
gag||Latn|Gagauz
gan||Hans|Gan Chinese
gay||Latn|Gayo
gba|gya|Latn|Gbaya
gbz||Arab|Zoroastrian Dari
gd|gla|Latn|Scottish Gaelic;Gaelic;Scots Gaelic|Gàidhlig
gez||Ethi|Geez
gil||Latn|Gilbertese
gl|glg|Latn|Galician|galego
glk||Arab|Gilaki
gmh||Latn|Middle High German
gn|gnw grn gug gui gun nhd|Latn|Guarani
goh||Latn|Old High German
gom||Deva|Goan Konkani
gon|gno|Deva|Gondi
gor||Latn|Gorontalo
got||Goth|Gothic
grb|gbo|Latn|Grebo
grc||Grek|Ancient Greek
gsw||Latn|Swiss German;Alemannic;Alemannic German|Schwiizertüütsch
gu|guj prp|Gujr|Gujarati|ગુજરાતી
guc||Latn|Wayuu
gur||Latn|Frafra
guz||Latn|Gusii|Ekegusii
gv|glv|Latn|Manx|Gaelg
gwi||Latn|Gwichʼin
ha|hau|Latn|Hausa
hai|hdn|Latn|Haida
hak||Hant|Hakka Chinese
haw||Latn|Hawaiian|ʻŌlelo Hawaiʻi
hax||Latn|Southern Haida
he|heb iw|Hebr|Hebrew;Modern Hebrew;Ivrit|עברית
hi|hin|Deva|Hindi|हिन्दी
hif||Latn|Fiji Hindi
hil||Latn|Hiligaynon
hit||Xsux|Hittite
hmn|hea|Latn|Hmong
hne||Deva|Chhattisgarhi
hnj||Hmnp|Hmong Njua
ho|hmo|Latn|Hiri Motu
hr|hrv scr|Latn|Croatian|hrvatski
hsb||Latn|Upper Sorbian|hornjoserbšćina
hsn||Hans|Xiang Chinese
ht|hat|Latn|Haitian Creole;Haitian|Kreyòl ayisyen;Kreyòl
hu|hun|Latn|Hungarian|magyar
hup||Latn|Hupa
hur||Latn|Halkomelem
hy|arm hye|Armn|Armenian;Eastern Armenian|հայերեն
hz|her|Latn|Herero
ia|ina|Latn|Interlingua
iba|blg snb|Latn|Iban
ibb||Latn|Ibibio
id|in ind|Latn|Indonesian;Bahasa Indonesia;Bahasa|Indonesia
ie|ile|Latn|Interlingue;Occidental
ig|ibo|Latn|Igbo
ii|iii|Yiii|Sichuan Yi|ꆈꌠꉙ
ik|esk ipk|Latn|Inupiaq
ikt||Latn|Western Canadian Inuktitut
ilo||Latn|Iloko;Ilocano
inh||Cyrl|Ingush
io|ido|Latn|Ido
is|ice isl|Latn|Icelandic|íslenska
it|ita|Latn|Italian|italiano
iu|ike iku|Cans|Inuktitut
izh||Latn|Ingrian
ja|jpn|Jpan|Japanese|日本語;にほんご
jam||Latn|Jamaican Creole English
jbo||Latn|Lojban
jgo||Latn|Ngomba|Ndaꞌa
jmc||Latn|Machame|Kimachame
jpr||Hebr|Judeo-Persian
jrb|aju|Hebr|Judeo-Arabic
jut||Latn|Jutish
jv|jav jaw jw|Latn|Javanese|Jawa;Basa Jawa
ka|geo kat|Geor|Georgian|ქართული
kaa||Cyrl|Kara-Kalpak
kab||Latn|Kabyle|Taqbaylit
kac||Latn|Kachin;Jingpho
kaj||Latn|Jju
kam||Latn|Kamba|Kikamba
kaw||Bali|Kawi
kbd||Cyrl|Kabardian
kbl||Latn|Kanembu
kbp||Latn|Kabiyè
kcg||Latn|Tyap
kde||Latn|Makonde|Chimakonde
kea||Latn|Kabuverdianu;Cape Verdean Creole
kek||Latn|Qʼeqchiʼ
ken||Latn|Kenyang
kfo||Latn|Koro
kg|kng kon|Latn|Kongo;Kikongo
kgp||Latn|Kaingang|kanhgág
kha||Latn|Khasi
kho||Brah|Khotanese
khq||Latn|Koyra Chiini|Koyra ciini
khw||Arab|Khowar
ki|kik|Latn|Kikuyu;Gikuyu
kiu||Latn|Kirmanjki
kj|kua|Latn|Kuanyama
kk|kaz|Cyrl|Kazakh|қазақ тілі
kkj||Latn|Kako|kakɔ
kl|kal|Latn|Kalaallisut
kln|spy|Latn|Kalenjin
km|khm|Khmr|Khmer;Central Khmer;Cambodian|ខ្មែរ
kmb|smd|Latn|Kimbundu
kn|kan|Knda|Kannada|ಕನ್ನಡ
ko|kor|Kore|Korean|한국어;한국말;조선말
koi||Cyrl|Komi-Permyak
kok|knn|Deva|Konkani|कोंकणी
kos||Latn|Kosraean
kpe|xpe|Latn|Kpelle
kr|kau knc|Latn|Kanuri;Central Kanuri
krc||Cyrl|Karachay-Balkar
kri||Latn|Krio
krj||Latn|Kinaray-a
krl||Latn|Karelian
kru|kxl|Deva|Kurukh
ks|kas|Arab|Kashmiri|کٲشُر
ksb||Latn|Shambala|Kishambaa
ksf||Latn|Bafia|rikpa
ksh||Latn|Colognian|Kölsch
ku|kmr kur|Latn|Kurdish;Northern Kurdish;Kurmanji|kurdî (kurmancî);Kurmancî
kum||Cyrl|Kumyk
kut||Latn|Kutenai
kv|kom kpv|Cyrl|Komi
kw|cor|Latn|Cornish|kernewek
kwk||Latn|Kwakʼwala
kxv||Latn|Kuvi
ky|kir|Cyrl|Kyrgyz;Kirghiz;Kirgiz|кыргызча
la|lat|Latn|Latin|Latina;Lingua Latina
lad||Hebr|Ladino
lag||Latn|Langi|Kɨlaangi
lah||Arab|Lahnda
lam||Latn|Lamba
lb|ltz|Latn|Luxembourgish;Luxembourgeois|Lëtzebuergesch
lez||Cyrl|Lezghian
lfn||Latn|Lingua Franca Nova
lg|lug|Latn|Ganda;Luganda
li|lim|Latn|Limburgish;Limburgan
lij||Latn|Ligurian|ligure
lil||Latn|Lillooet
liv||Latn|Livonian
lkt||Latn|Lakota|Lakȟólʼiyapi
lmo||Latn|Lombard
ln|lin|Latn|Lingala
lo|lao|Laoo|Lao;Laotian|ລາວ
lol||Latn|Mongo
lou||Latn|Louisiana Creole
loz||Latn|Lozi
lrc||Arab|Northern Luri|لۊری شومالی
lsm||Latn|Saamia
lt|lit|Latn|Lithuanian|lietuvių
ltg||Latn|Latgalian
lu|lub|Latn|Luba-Katanga|Tshiluba
lua||Latn|Luba-Lulua;Luba-Kasai
lui||Latn|Luiseno
lun||Latn|Lunda
luo||Latn|Luo|Dholuo
lus||Latn|Mizo
luy|bxk|Latn|Luyia|Luluhia
lv|lav lvs|Latn|Latvian;Standard Latvian|latviešu
lzh||Hant|Literary Chinese;Classical Chinese|文言
lzz||Latn|Laz
mad||Latn|Madurese
maf||Latn|Mafa
mag||Deva|Magahi
mai||Deva|Maithili|मैथिली
mak||Latn|Makasar
man|emk|Latn|Mandingo
mas||Latn|Masai|Maa
mde||Arab|Maba
mdf||Cyrl|Moksha
mdr||Latn|Mandar
men||Latn|Mende
mer||Latn|Meru|Kĩmĩrũ
mfe||Latn|Morisyen|kreol morisien
mg|bhr bmm bzc mlg msh plt skg tdx tkg txy xmv xmw|Latn|Malagasy;Plateau Malagasy|Fiteny malagasy
mga||Latg|Middle Irish
mgh||Latn|Makhuwa-Meetto|Makua
mgo||Latn|Metaʼ
mh|mah|Latn|Marshallese
mhr||Cyrl|Eastern Mari;Meadow Mari
mi|mao mri|Latn|Māori;Te Reo Māori
mic||Latn|Mi'kmaw
min||Latn|Minangkabau;Minang
mk|mac mkd|Cyrl|Macedonian|македонски
ml|mal|Mlym|Malayalam|മലയാളം
mn|drh khk mon mvf|Cyrl|Mongolian;Halh Mongolian;Khalkha Mongolian|монгол
mnc||Mong|Manchu
mni||Beng|Manipuri;Meitei;Meithei|মৈতৈলোন্
moe||Latn|Innu-aimun
moh||Latn|Mohawk
mos||Latn|Mossi
mr|mar|Deva|Marathi|मराठी
mrj||Cyrl|Western Mari;Hill Mari
ms|may meo msa zlm zsm|Latn|Malay;Standard Malay;Bahasa Malaysia;Bahasa Melayu|Melayu
mt|mlt|Latn|Maltese|Malti
mua||Latn|Mundang|MUNDAŊ
mus||Latn|Muscogee
mwl||Latn|Mirandese
mwr|dhd|Deva|Marwari
mwv||Latn|Mentawai
my|bur mya|Mymr|Burmese;Myanmar;Myanmar Burmese|မြန်မာ
mye||Latn|Myene
myv||Cyrl|Erzya
mzn||Arab|Mazanderani;Mazandarani|مازرونی
na|nau|Latn|Nauru
nah||Latn|Nahuatl
nan||Hant|Min Nan Chinese;Min Nan;Hokkien;Taiwanese
nap||Latn|Neapolitan
naq||Latn|Nama|Khoekhoegowab
nb|nob|Latn|Norwegian Bokmål;Bokmål|norsk bokmål
nd|nde|Latn|North Ndebele|isiNdebele
nds||Latn|Low German;Low Saxon;Low German/Low Saxon|Neddersass’sch
ne|nep npi|Deva|Nepali;Nepalese|नेपाली
new||Deva|Newari;Newar;Nepal Bhasa
ng|ndo|Latn|Ndonga
nia||Latn|Nias
niu||Latn|Niuean
njo||Latn|Ao Naga
nl|dut nld|Latn|Dutch;Flemish|Nederlands
nmg||Latn|Kwasio
nn|nno|Latn|Norwegian Nynorsk;Nynorsk|norsk nynorsk
nnh||Latn|Ngiemboon|Shwóŋò ngiembɔɔn
no|nor|Latn|Norwegian;Norsk
nog||Cyrl|Nogai
non||Runr|Old Norse
nov||Latn|Novial
nqo||Nkoo|N’Ko|ߒߞߏ
nr|nbl|Latn|South Ndebele
nso||Latn|Northern Sotho;Sepedi;Pedi|Sesotho sa Leboa
nus||Latn|Nuer|Thok Nath
nv|nav|Latn|Navajo
nwc||Newa|Classical Newari
ny|nya|Latn|Nyanja;Chichewa;Chewa
nym||Latn|Nyamwezi
nyn||Latn|Nyankole|Runyankore
nyo||Latn|Nyoro
nzi||Latn|Nzima
oc|oci|Latn|Occitan
oj|ojg oji|Cans|Ojibwa
ojb||Latn|Northwestern Ojibwa
ojc||Latn|Central Ojibwa
ojs||Cans|Oji-Cree
ojw||Latn|Western Ojibwa
oka||Latn|Okanagan
om|gax gaz hae orc orm|Latn|Oromo;West Central Oromo;Afaan Oromo;Oromiffa|Oromoo
or|ori ory|Orya|Odia;Oriya|ଓଡ଼ିଆ
os|oss|Cyrl|Ossetic;Ossetian|ирон
osa||Osge|Osage
ota||Arab|Ottoman Turkish
pa|pan|Guru|Punjabi;Eastern Panjabi;Panjabi;Eastern Punjabi;Gurmukhi|ਪੰਜਾਬੀ
pag||Latn|Pangasinan
pal||Phli|Pahlavi
pam||Latn|Pampanga;Kapampangan
pap||Latn|Papiamento
pau||Latn|Palauan
pcd||Latn|Picard
pcm||Latn|Nigerian Pidgin|Naijíriá Píjin
pdc||Latn|Pennsylvania German
pdt||Latn|Plautdietsch
peo||Xpeo|Old Persian
pfl||Latn|Palatine German
phn||Phnx|Phoenician
pi|pli|Latn|Pali
pis||Latn|Pijin
pl|pol|Latn|Polish|polski
pms||Latn|Piedmontese|piemontèis
pnb||Arab|Western Punjabi;Western Panjabi;Shahmukhi Punjabi|پنجابی
pnt||Grek|Pontic
pon||Latn|Pohnpeian
pqm||Latn|Maliseet-Passamaquoddy
prg||Latn|Prussian|prūsiskan
pro||Latn|Old Provençal
prs|drw tnf|Arab|Dari;Dari Persian;Afghan Persian
ps|pbt pbu pst pus|Arab|Pashto;Southern Pashto;Pushto;Northern Pashto|پښتو
pt|por|Latn|Portuguese|português
qu|qub qud que quf quh quk qul qup qur qus quw qux quy quz qva qvc qve qvh qvi qvj qvl qvm qvn qvo qvp qvs qvw qvz qwa qwc qwh qws qxa qxc qxh qxl qxn qxo qxp qxr qxt qxu qxw|Latn|Quechua;Ayacucho Quechua|Runasimi
quc||Latn|Kʼicheʼ
qug||Latn|Chimborazo Highland Quichua
raj|mup|Deva|Rajasthani|राजस्थानी
rap||Latn|Rapanui
rar||Latn|Rarotongan
rgn||Latn|Romagnol
rhg||Rohg|Rohingya
rif||Latn|Riffian
rm|roh|Latn|Romansh;Romansch|rumantsch
rmy||Latn|Vlax Romani
rn|run|Latn|Rundi;Kirundi|Ikirundi
ro|mo mol ron rum|Latn|Romanian;Moldavian;Moldovan|română
rof||Latn|Rombo|Kihorombo
rom||Latn|Romani;Romany
rtm||Latn|Rotuman
ru|rus|Cyrl|Russian|русский
rue||Cyrl|Rusyn
rug||Latn|Roviana
rup||Latn|Aromanian
rw|kin|Latn|Kinyarwanda|Ikinyarwanda
rwk||Latn|Rwa|Kiruwa
sa|cls san|Deva|Sanskrit|संस्कृत भाषा;संस्कृत
sad||Latn|Sandawe
sah||Cyrl|Yakut;Sakha|саха тыла
sam||Samr|Samaritan Aramaic
saq||Latn|Samburu|Kisampur
sas||Latn|Sasak
sat||Olck|Santali;Santhali|ᱥᱟᱱᱛᱟᱲᱤ
saz||Saur|Saurashtra
sba||Latn|Ngambay
sbp||Latn|Sangu|Ishisangu
sc|sdn src srd sro|Latn|Sardinian|sardu
scn||Latn|Sicilian|sicilianu
sco||Latn|Scots
sd|snd|Arab|Sindhi|سنڌي
sdc||Latn|Sassarese Sardinian
sdh||Arab|Southern Kurdish
se|sme|Latn|Northern Sami|davvisámegiella
see||Latn|Seneca
seh||Latn|Sena
sei||Latn|Seri
sel||Cyrl|Selkup
ses||Latn|Koyraboro Senni
sg|sag|Latn|Sango
sga||Latn|Old Irish
sgs||Latn|Samogitian
sh|hbs|Latn|Serbo-Croatian|srpskohrvatski;српскохрватски
shi||Tfng|Tachelhit|ⵜⴰⵛⵍⵃⵉⵜ
shn||Mymr|Shan|တႆး
shu||Arab|Chadian Arabic
si|sin|Sinh|Sinhala;Sinhalese|සිංහල
sid||Latn|Sidamo
sk|slk slo|Latn|Slovak|slovenčina
sl|slv|Latn|Slovenian;Slovene|slovenščina
slh||Latn|Southern Lushootseed
sli||Latn|Lower Silesian
sly||Latn|Selayar
sm|smo|Latn|Samoan
sma||Latn|Southern Sami
smj||Latn|Lule Sami
smn||Latn|Inari Sami|anarâškielâ
sms||Latn|Skolt Sami
sn|sna|Latn|Shona;chiShona
snk||Latn|Soninke
so|som|Latn|Somali|Soomaali
sog||Sogd|Sogdien
sq|alb als sqi|Latn|Albanian;Tosk Albanian|shqip
sr|scc srp|Cyrl|Serbian;Serbian Cyrillic|српски;српски језик
srn||Latn|Sranan Tongo
srr||Latn|Serer
ss|ssw|Latn|Swati;Siswati;Swazi
ssy||Latn|Saho
st|sot|Latn|Southern Sotho;Sesotho;Sotho
stq||Latn|Saterland Frisian
str||Latn|Straits Salish
su|sun|Latn|Sundanese|Basa Sunda
suk||Latn|Sukuma
sus||Latn|Susu
sv|swe|Latn|Swedish|svenska
sw|swa swh|Latn|Swahili;Kiswahili
swb||Arab|Comorian
swc||Latn|Congo Swahili
syc||Syrc|Classical Syriac
syr|cld|Syrc|Syriac|ܣܘܪܝܝܐ
szl||Latn|Silesian|ślōnski
ta|tam|Taml|Tamil|தமிழ்
taq||Latn|Tamasheq
tce||Latn|Southern Tutchone
tcy||Knda|Tulu
te|tel|Telu|Telugu|తెలుగు
tem||Latn|Timne
teo||Latn|Teso|Kiteso
ter||Latn|Tereno
tet||Latn|Tetum
tg|tgk|Cyrl|Tajik|тоҷикӣ
tgx||Latn|Tagish
th|tha|Thai|Thai|ไทย
tht||Latn|Tahltan
ti|tir|Ethi|Tigrinya|ትግርኛ
tig||Ethi|Tigre
tiv||Latn|Tiv
tk|tuk|Latn|Turkmen|türkmen dili
tkl||Latn|Tokelauan
tkr||Latn|Tsakhur
tl|fil tgl|Latn|Tagalog;Filipino;Filipino/Tagalog;Tagalog/Filipino|Pilipino
tlh||Latn|Klingon
tli||Latn|Tlingit
tly||Latn|Talysh
tmh|ttq|Latn|Tamashek
tn|tsn|Latn|Tswana;Setswana
to|ton|Latn|Tongan;Tonga (Tonga Islands)|lea fakatonga
tog||Latn|Nyasa Tonga
tok||Latn|Toki Pona
tpi||Latn|Tok Pisin
tr|tur|Latn|Turkish|Türkçe
tru||Latn|Turoyo
trv||Latn|Taroko
trw||Arab|Torwali
ts|tso|Latn|Tsonga;Xitsonga
tsd||Grek|Tsakonian
tsi||Latn|Tsimshian
tt|tat|Cyrl|Tatar|татар;татар теле
ttm||Latn|Northern Tutchone
ttt||Latn|Muslim Tat
tum||Latn|Tumbuka
tvl||Latn|Tuvalu
twq||Latn|Tasawaq|Tasawaq senni
ty|tah|Latn|Tahitian
tyv||Cyrl|Tuvinian|Тыва
tzm||Tfng|Central Atlas Tamazight;Tamazight|Tamaziɣt n laṭlaṣ
udm||Cyrl|Udmurt
ug|uig|Arab|Uyghur;Uighur;Uygur|ئۇيغۇرچە
uga||Ugar|Ugaritic
uk|ukr|Cyrl|Ukrainian|українська
umb||Latn|Umbundu
ur|urd|Arab|Urdu|اردو
uz|uzb uzn uzs|Latn|Uzbek;Northern Uzbek|o‘zbek
vai||Vaii|Vai|ꕙꔤ
ve|ven|Latn|Venda;Tshivenda
vec||Latn|Venetian|veneto
vep||Latn|Veps
vi|vie|Latn|Vietnamese|Tiếng Việt
vls||Latn|West Flemish
vmf||Latn|Main-Franconian
vmw||Latn|Makhuwa|emakhuwa
vo|vol|Latn|Volapük
vot||Latn|Votic
vro||Latn|Võro
vun||Latn|Vunjo|Kyivunjo
wa|wln|Latn|Walloon
wae||Latn|Walser
wal||Ethi|Wolaytta
war||Latn|Waray;Waray-Waray
was||Latn|Washo
wbp||Latn|Warlpiri
wo|wol|Latn|Wolof
wuu||Hans|Wu Chinese;Shanghainese;Wu|吴语;吳語
xal||Cyrl|Kalmyk
xh|xho|Latn|Xhosa;isiXhosa
xmf||Geor|Mingrelian
xnr||Deva|Kangri|कांगड़ी
xog||Latn|Soga|Olusoga
yao||Latn|Yao
yap||Latn|Yapese
yav||Latn|Yangben|nuasue
ybb||Latn|Yemba
yi|ji ydd yid yih|Hebr|Yiddish;Eastern Yiddish|ייִדיש;אידיש
yo|yor|Latn|Yoruba|Èdè Yorùbá
yrl||Latn|Nheengatu|nheẽgatu
yue||Hant|Cantonese;Yue Chinese|粵語;粤语;廣東話;广东话
za|zha zyb|Latn|Zhuang|Vahcuengh
zap|zai|Latn|Zapotec
zea||Latn|Zeelandic
zen||Tfng|Zenaga
zgh||Tfng|Standard Moroccan Tamazight|ⵜⴰⵎⴰⵣⵉⵖⵜ
zh|chi cmn zho|Hans|Chinese;Simplified Chinese;Mandarin;Mandarin Chinese;Standard Chinese;Chinese Simplified;Putonghua|中文;汉语;漢語;普通话;国语;简体中文;華語;华语;中国語
zu|zul|Latn|Zulu;isiZulu
zun||Latn|Zuni
zza||Latn|Zaza
`;
