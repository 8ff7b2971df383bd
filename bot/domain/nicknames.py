"""Short forms of first names: Bob may be Robert.

A small table of the forms in use today, chosen so that two names in one line are taken for one another without a second
thought. (The published lists trace families: there Robert may be Bill, and Aaron Erin.)
"""

from functools import cache
from unicodedata import combining, normalize

_TABLE = """
abigail abby abbie|alan al allan allen|albert al bert albie|alexander alex al sasha xander lex alec sandy
alexandra alex sasha lexi sandra ali|alfred fred al alf alfie|alice ali|alison ali allie|amanda mandy|andrea andi
andrew andy drew|angela angie|anthony tony ant|antonio tony toni|arthur art artie|barbara barb babs
benjamin ben benny benji|bernard bernie|beverly bev|bradley brad|caroline carrie caro
catherine cathy kate cat katie cath|charles charlie chuck chas|charlotte charlie lottie|christina chris tina christy
christine chris chrissy|christopher chris kit topher|clifford cliff|cynthia cindy|daniel dan danny|danielle dani
david dave davey|deborah deb debbie|dennis den denny|dominic dom|donald don donnie|dorothy dot dottie|douglas doug
edward ed eddie ted ned teddy|elizabeth liz beth betty lizzie eliza libby betsy|emily em|emma em|eugene gene
evelyn evie|florence flo|frances fran frankie|francis frank|franklin frank|frederick fred freddie|gabriel gabe
gabriella gabi gabby|geoffrey geoff|gerald gerry jerry|gregory greg|guillermo memo|harold harry hal|henry hank harry
isabella bella izzy isa|jacob jake|jacqueline jackie|james jim jimmy jamie|janet jan|jeffrey jeff
jennifer jen jenny jenn|jeremiah jerry|jessica jess jessie|joan joanie|johannes hannes hans|john johnny jack jon
jonathan jon jonny nathan|joseph joe joey|josephine jo josie|joshua josh|judith judy|julia julie jules
katherine kate kathy katie kat kathryn|katharine kate kathy katie|kathleen kathy kate|kenneth ken kenny|kimberly kim
lawrence larry laurie|leonard leo len lenny|leonardo leo|louis lou louie|louise lou|lucas luke|lucille lucy
madeline maddie|magdalena lena|margaret maggie meg peggy marge greta|maria mia|martin marty|matthew matt
maximilian max|maxwell max|megan meg|melissa mel missy|michael mike mick mikey mickey|michelle shelly|mitchell mitch
mohammed mo mohamed muhammad mohammad|nancy nan|natalie nat|nathaniel nate nat|nathan nate|nicholas nick nico nicky
nicole nikki nicky|olivia liv livvy|oliver ollie|pamela pam|patricia pat patty trish tricia|patrick pat paddy
penelope penny|peter pete|philip phil|phillip phil|priscilla cilla|rachel rach|randolph randy|raymond ray
rebecca becky becca|reginald reg reggie|richard rick rich dick richie ricky|robert bob rob bobby robbie bert
roberta bobbie|rodney rod|roger rodge|ronald ron ronnie|russell russ|samantha sam sammy|samuel sam sammy
sandra sandy|sebastian seb bastian|sophia sophie|stanley stan|stephanie steph|stephen steve|steven steve|stuart stu
susan sue susie suzie|suzanne sue suzy|sylvia syl|terence terry|teresa terry tess|theodore ted theo teddy
theresa terry tess|thomas tom tommy|timothy tim timmy|tobias toby|valerie val|veronica ronnie|victor vic
victoria vicky tori vicki|vincent vince vinny|virginia ginny|walter walt wally|william bill will billy willy liam
wolfgang wolf|yevgeny zhenya|zachary zach zack
"""
# First names without a short form of their own that are common enough to know "Doe, Jane" by.
_OTHERS = """
jane anna ann anne mark paul george kevin brian ryan eric erik jason scott aaron adam karen lisa sarah laura amy helen
ruth sharon carol diane julie mary marie maria elena eva nina clara sofia lea lena lukas felix jan tom ben sam max leo
noah liam mia emma chloe hannah jürgen jurgen hans klaus stefan wolfgang andreas markus petra sabine ines carlos juan
jose josé luis miguel pedro pablo ana sofía lucia carmen pierre jean luc marc claire camille giulia marco luca paolo
francesca priya raj arjun anil sunil deepak ravi sanjay neha pooja amit ahmed ali omar fatima aisha hassan ibrahim
yusuf kofi kwame ama chen wei ming li yuki sara sue mona theo rosa jonas yasmin zara zoe leila layla nadia amina karim
hamid reza farah maryam tariq bilal bruno marta diego mateo andres felipe rodrigo alejandro francisco javier fernando
gonzalo ricardo eduardo raul sergio isabel beatriz raquel pilar teresa paula joana joao tiago rui catarina gabriela
juliana rafael thiago francois françois jacques louis philippe nicolas antoine guillaume mathieu julien sylvie sophie
nathalie isabelle brigitte matteo lorenzo alessandro andrea stefano chiara elisa federica silvia valentina anja birgit
heike katrin claudia monika ulrike susanne tobias sven jens uwe dirk holger ralf bernd dieter günter helga ingrid lars
nils magnus anders johan karin astrid freya liv kari henrik mikkel soren søren mette hanna aino eero mikko jari pekka
agnieszka magda ewa tomasz krzysztof wojciech jakub zuzana jana pavel tomas milan ivana dragan bojan vesna boris
vladimir mikhail alexei nikolai tatiana svetlana irina yulia anastasia oksana andriy taras mehmet ayse ahmet emre elif
zeynep cem deniz can yosef moshe avi noam tamar shira rachel noor hana samir rania khaled mustafa abdul abdullah
mahmoud hussein kwesi abena chidi ngozi emeka amara fatou mamadou aminata thabo sipho lindiwe wanjiru otieno achieng
aditya rohan vikram rahul amitabh suresh ramesh anita kavita sunita lakshmi meera divya shreya nikhil varun kiran
harish ganesh imran ayesha sana zain hamza bao linh minh thanh nguyen somchai budi dewi siti putri jin soo min jae
hyun seo jiho minji haruto sakura naoko takashi keiko satoshi xiao jing lei hui fang dustin kyle travis chad derek
shawn marcus andre jamal tyrone latoya keisha brenda tammy tiffany crystal heather amber brittany megan lauren ashley
courtney haley kayla madison taylor morgan jordan casey riley avery quinn blake logan mason carter hunter hazel violet
iris ivy ruby pearl opal esther naomi miriam leah rebekah abel caleb joel micah ezra eli gideon silas asher phoebe
oliver hugo oscar freddie callum rory finn declan aoife siobhan niamh ciara padraig eoin gareth rhys owen bronwyn
carys fiona moira isla hamish angus ewan duncan malcolm graham gordon trevor clive barry keith derrick maureen doreen
gillian hilary beth dan kate nick mike chris steve pete tim jim joe bill ted fred frank hank jack jake luke matt pat
phil rick rob ron sandy kenji hiroshi akira youssef yousef yasser walid tarek karima samira salma nour idris ismail
omer ömer selim tunç ipek kerem burak wale tunde femi segun kunle yemi sade folake obi kelechi nnamdi zanele lerato
kagiso kwabena kojo akosua efua wanjiku kamau njeri tendai rutendo chipo halima zainab aliyu rashid jamila ximena
xiomara marisol lucero itzel guadalupe leticia rocío rocio consuelo dolores mercedes ignacio joaquín joaquin rodolfo
ernesto gustavo hernán hernan camila valeria renata thais bruna larissa matheus vinicius caio heitor otávio inês
margarida gonçalo duarte vasco giovanni giorgio luigi massimo enrico alberto simona paola ilaria beatrice noémie
elodie aurélie manon margaux maxime clément bastien thibault romain quentin sébastien stéphane yann gaëlle maëlle
sigrid solveig torsten jörg ulrich heinrich friedrich wilhelm gisela renate ursula annika kerstin silke meike wiebke
jelle joost sanne maartje femke bram daan lotte wouter jeroen ruben pim zoltán zoltan eszter gábor gabor ágnes istván
lászló tamás attila ferenc katalin bogdan mihai ionut ioana andreea raluca vlad cristina adina stoyan dimitar georgi
nikola marija jelena milica nenad goran zoran luka petar ante tomislav mirela eleni yannis giannis kostas nikos
dimitris stavros conrad yumi haruka ayumi kaito riku daichi kimiko hiro taro ichiro junko minjun seoyeon jiwoo jiyoung
eunji hyunwoo sungmin yifan yuxuan zihan wenjing xin yan zhen qiang guang ling bo jun kai wang mei lan huong tuan hung
phuong aarav ishaan kabir indira kavya lata sushma rekha usha geeta gita vidya aditi tanvi ritu swati harpreet
gurpreet manpreet jaspreet farhan imtiaz nadeem shahid rizwan saima sadia nazia rubina dax cleo otto gus beau wes zeke
cyrus darius ikenna uche adaeze chiamaka ifeoma nomsa bongani mandla sizwe youssou ousmane cheikh awa mariama trevon
darnell deshawn keyshawn tamika monique shanice jada kiara xavier dominic sienna harper nadine noreen maeve roisin
olga ivan dmitri sergei natasha igor piotr katarzyna sean ian neil nigel grace joy hope rose lily dana
oyelaran thorvald bhavesh kjersti mwangi zdenka tariku nkechi radek ilse baptiste quang gulnara otabek ngaire tavita
eilidh cormac dafydd llewellyn anneliese severin tjeerd ruslan devendra yohannes selam anjali harriet moses thandeka
sonia bernardo denise jerome asha sandeep marguerite anouk natalia faisal vivek arun mahesh rajesh vijay ajay sumit
rohit mohit nitin sachin ashish manish pankaj arvind naveen praveen karthik srinivas venkat murali hari gopal krishna
shankar shiva savita sarita babita puja nisha priti preeti shweta sneha deepa rani radha sita ahmad khalid usman umar
zaid salman yousuf hossein mehdi amir hadi javad mina leyla shirin nasrin khadija zahra mariam yasmine dina lina rana
huda amal hao jie ying yaw akua adjoa chinedu obinna amaka chioma funke bola tayo dayo wambui njoroge atieno odhiambo
kiptoo chebet nandi themba lungile nomvula yuko sota yuto ren aoi hina yui mio rin saki emi takeshi makoto kazuki
naoki jisoo soojin hyejin jihoon sunghoon taehyung yuna sora bora nari emilio roberto jorge martina catalina daniela
mariana alejandra fernanda carla lorena henri laurent olivier benoît benoit céline celine juliette véronique ondřej
ondrej petr michal marek jiří jiri lucie tereza paweł pawel andrzej marcin michał łukasz lukasz kasia basia gosia ola
małgorzata mats björn bjorn mikael fredrik sofie maja freja matti jukka timo antti janne satu päivi paivi davide
simone levi isaac evan gavin colin dylan tyler brandon justin brett craig glen jared jesse jody kurt neal perry rex
ross roy shane shaun todd troy vernon warren wendy candace carly cassie cheryl darlene donna dora edith eileen elaine
ellie erica erin felicia gail gina glenda gloria gretchen gwen hailey heidi holly ida irene janice jasmine jeanne
jenna jill joanna jocelyn jodi joyce kara kelly kelsey kendra kerry krista kristen kristin lacey leslie lindsay lois
lora lorraine lydia lynn mabel marcia marcy marjorie marlene marsha martha melanie melinda meredith mindy molly norma
paige phyllis polly ramona renee rhonda rita rosemary roxanne sabrina sally selena shannon shari shawna sheila shelby
sheri sherry sheryl shirley stacey stacy stella tabitha tanya tara tasha teri tracy trudy vanessa vera vivian wanda
whitney wilma yolanda yvette yvonne milo dazza marion
"""


@cache
def _forms() -> dict[str, frozenset[str]]:
    """Each form, with the full names it is short for; a full name is one of its own."""
    full: dict[str, set[str]] = {}
    for row in _TABLE.replace("\n", "|").split("|"):
        first, *short = row.split() or [""]
        for form in (first, *short):
            full.setdefault(form, set()).add(first)
    full.pop("", None)
    return {form: frozenset(names) for form, names in full.items()}


def same(one: str, other: str) -> bool:
    """Whether two first names, in small letters, may be the same person's: "bob" and "robert", "bob" and "rob"."""
    forms = _forms()
    return one == other or bool(forms.get(one, frozenset()) & forms.get(other, frozenset()))


def is_first_name(word: str) -> bool:
    """Whether a word is known as a first name, in any case of its letters, with accents or without."""
    bare = "".join(char for char in normalize("NFKD", word.lower()) if not combining(char))
    return word.lower() in _first_names() or bare in _first_names()


@cache
def _first_names() -> frozenset[str]:
    return frozenset(_forms()) | frozenset(_OTHERS.split())
