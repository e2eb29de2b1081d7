/* Made by tools/make-emoji.ts from emojibase-data 17.0.0 (MIT, Miles Johnson): not to be edited. */

/** Unicode's groups in its order: each line an emoji (`*`: takes a skin tone), its shortcodes, more words. */
export const emojiGroups: readonly string[] = [
  `😀	grinning	cheerful cheery
😃	smiley	awesome big
😄	smile	eye eyes
😁	grin	beaming eye
😆	laughing satisfied	closed eyes
😅	sweat_smile	cold dejected
🤣	rofl	crying floor
😂	joy	crying feels
🙂	slightly_smiling_face	happy smile
🙃	upside_down_face	hehe smile
🫠	melting_face	disappear dissolve
😉	wink	flirt heartbreaker
😊	blush	eye eyes
😇	innocent	angel angelic
🥰	smiling_face_with_three_hearts	adore crush
😍	heart_eyes	bae feels
🤩	star_struck	excited eyes
😘	kissing_heart	adorbs bae
😗	kissing	date dating
☺️	relaxed	happy outlined
😚	kissing_closed_eyes	bae blush
😙	kissing_smiling_eyes	closed date
🥲	smiling_face_with_tear	glad grateful
😋	yum	delicious eat
😛	stuck_out_tongue	awesome cool
😜	stuck_out_tongue_winking_eye	crazy epic
🤪	zany_face	crazy eye
😝	stuck_out_tongue_closed_eyes	gross horrible
🤑	money_mouth_face	paid
🤗	hugs	hands hugging
🤭	hand_over_mouth	giggle giggling
🫢	face_with_open_eyes_and_hand_over_mouth	amazement awe
🫣	face_with_peeking_eye	captivated embarrass
🤫	shushing_face	quiet shh
🤔	thinking	chin consider
🫡	saluting_face	good luck
🤐	zipper_mouth_face	keep quiet
🤨	raised_eyebrow	disapproval disbelief
😐	neutral_face	awkward blank
😑	expressionless	awkward dead
😶	no_mouth	awkward blank
🫥	dotted_line_face	depressed disappear
😶‍🌫️	face_in_clouds	absentminded fog
😏	smirk	boss dapper
😒	unamused	bored fine
🙄	roll_eyes	eyeroll rolling
😬	grimacing	awk awkward
😮‍💨	face_exhaling	blow blowing
🤥	lying_face	liar lie
🫨	shaking_face	crazy daze
🙂‍↔️	head_shaking_horizontally	shake
🙂‍↕️	head_shaking_vertically	nod yes
😌	relieved	calm peace
😔	pensive	awful bored
😪	sleepy	crying good
🤤	drooling_face
😴	sleeping	bed bedtime
😷	mask	cold dentist
🤒	face_with_thermometer	ill sick
🤕	face_with_head_bandage	hurt injury
🤢	nauseated_face	gross nasty
🤮	vomiting_face	barf gross
🤧	sneezing_face	fever flu
🥵	hot_face	dying feverish
🥶	cold_face	blue freezing
🥴	woozy_face	dizzy drunk
😵	dizzy_face	dead eyes
😵‍💫	face_with_spiral_eyes	confused dizzy
🤯	exploding_head	blown explode
🤠	cowboy_hat_face	cowgirl
🥳	partying_face	bday birthday
🥸	disguised_face	eyebrow glasses
😎	sunglasses	awesome beach
🤓	nerd_face	brainy clever
🧐	monocle_face	classy fancy
😕	confused	befuddled confusing
🫤	face_with_diagonal_mouth	confused confusion
😟	worried	anxious butterflies
🙁	slightly_frowning_face	sad
☹️	frowning_face	sad
😮	open_mouth	believe forgot
😯	hushed	epic omg
😲	astonished	cost omg
😳	flushed	amazed awkward
🥺	pleading_face	begging big
🥹	face_holding_back_tears	admiration aww
😦	frowning	caught guard
😧	anguished	forgot scared
😨	fearful	afraid anxious
😰	cold_sweat	anxious blue
😥	disappointed_relieved	anxious call
😢	cry	awful crying
😭	sob	bawling cry
😱	scream	epic fear
😖	confounded	annoyed confused
😣	persevere	concentrate concentration
😞	disappointed	awful blame
😓	sweat	close cold
😩	weary	crying fail
😫	tired_face	cost feels
🥱	yawning_face	bedtime bored
😤	triumph	anger angry
😡	pout rage	anger angry
😠	angry	anger blame
🤬	cursing_face	censor cussing
😈	smiling_imp	demon devil
👿	imp	angry demon
💀	skull	body dead
☠️	skull_and_crossbones	bone dead
💩	hankey poop	comic doo
🤡	clown_face
👹	japanese_ogre	creature devil
👺	japanese_goblin	angry creature
👻	ghost	boo creature
👽	alien	creature extraterrestrial
👾	space_invader	alien creature
🤖	robot	monster
😺	smiley_cat	animal grinning
😸	smile_cat	animal eye
😹	joy_cat	animal laugh
😻	heart_eyes_cat	animal love
😼	smirk_cat	animal ironic
😽	kissing_cat	animal closed
🙀	scream_cat	animal surprised
😿	crying_cat_face	animal sad
😾	pouting_cat	animal
🙈	see_no_evil	embarrassed forbidden
🙉	hear_no_evil	animal ears
🙊	speak_no_evil	animal forbidden
💌	love_letter	heart mail
💘	cupid	adorbs arrow
💝	gift_heart	anniversary emotion
💖	sparkling_heart	emotion excited
💗	heartpulse	emotion excited
💓	heartbeat	beating cardio
💞	revolving_hearts	adorbs anniversary
💕	two_hearts	anniversary date
💟	heart_decoration	emotion hearth
❣️	heavy_heart_exclamation	mark punctuation
💔	broken_heart	break crushed
❤️‍🔥	heart_on_fire	burn love
❤️‍🩹	mending_heart	healthier improving
❤️	heart	emotion love
🩷	pink_heart	adorable cute
🧡	orange_heart
💛	yellow_heart	cardiac emotion
💚	green_heart	emotion ily
💙	blue_heart	emotion ily
🩵	light_blue_heart	cute cyan
💜	purple_heart	bestest emotion
🤎	brown_heart
🖤	black_heart	evil wicked
🩶	grey_heart	emotion gray
🤍	white_heart
💋	kiss	dating emotion
💯	100	agree clearly
💢	anger	angry comic
💥	boom collision	bomb collide
💫	dizzy	comic shining
💦	sweat_drops	comic drip
💨	dash	away cloud
🕳️	hole
💬	speech_balloon	bubble comic
👁️‍🗨️	eye_speech_bubble	balloon witness
🗨️	left_speech_bubble	balloon dialog
🗯️	right_anger_bubble	angry balloon
💭	thought_balloon	bubble cartoon
💤	zzz	comic good`,
  `*👋	wave	bye cya
*🤚	raised_back_of_hand	backhand
*🖐️	raised_hand_with_fingers_splayed	stop
*✋	hand raised_hand	five high
*🖖	vulcan_salute	finger hand
*🫱	rightwards_hand	handshake hold
*🫲	leftwards_hand	handshake hold
*🫳	palm_down_hand	dismiss drop
*🫴	palm_up_hand	beckon catch
*🫷	leftwards_pushing_hand	block five
*🫸	rightwards_pushing_hand	block five
*👌	ok_hand	awesome bet
*🤌	pinched_fingers	gesture hand
*🤏	pinching_hand	amount bit
*✌️	v	hand peace
*🤞	crossed_fingers	hand luck
*🫰	hand_with_index_finger_and_thumb_crossed	expensive heart
*🤟	love_you_gesture	fingers hand
*🤘	metal	finger hand
*🤙	call_me_hand	hang loose
*👈	point_left	backhand finger
*👉	point_right	backhand finger
*👆	point_up_2	backhand finger
*🖕	fu middle_finger	hand
*👇	point_down	backhand finger
*☝️	point_up	finger hand
*🫵	index_pointing_at_the_viewer	finger hand
*👍	+1 thumbsup	good hand
*👎	-1 thumbsdown	bad dislike
*✊	fist fist_raised	clenched hand
*👊	facepunch fist_oncoming	absolutely agree
*🤛	fist_left	leftwards facing
*🤜	fist_right	rightwards facing
*👏	clap	applause approval
*🙌	raised_hands	celebration gesture
*🫶	heart_hands	love you
*👐	open_hands	hug jazz
*🤲	palms_up_together	cupped dua
*🤝	handshake	agreement deal
*🙏	pray	appreciate ask
*✍️	writing_hand	write
*💅	nail_care	bored cosmetics
*🤳	selfie	camera phone
*💪	muscle	arm beast
🦾	mechanical_arm	accessibility prosthetic
🦿	mechanical_leg	accessibility prosthetic
*🦵	leg	bent foot
*🦶	foot	ankle feet
*👂	ear	body ears
*🦻	ear_with_hearing_aid	accessibility hard
*👃	nose	body noses
🧠	brain	intelligent smart
🫀	anatomical_heart	beat cardiology
🫁	lungs	breath breathe
🦷	tooth	dentist pearly
🦴	bone	bones dog
👀	eyes	body googly
👁️	eye	body one
👅	tongue	body lick
👄	lips	beauty body
🫦	biting_lip	anxious bite
*👶	baby	babies children
*🧒	child	grandchild kid
*👦	boy	child grandson
*👧	girl	child daughter
*🧑	adult
*👱	blond_haired_person	human
*👨	man	adult bro
*🧔	bearded_person	whiskers
*🧔‍♂️	man_beard	bearded whiskers
*🧔‍♀️	woman_beard	bearded whiskers
*👨‍🦰	red_haired_man	adult bro
*👨‍🦱	curly_haired_man	adult bro
*👨‍🦳	white_haired_man	adult bro
*👨‍🦲	bald_man	adult bro
*👩	woman	adult lady
*👩‍🦰	red_haired_woman	adult lady
*🧑‍🦰	person_red_hair	adult
*👩‍🦱	curly_haired_woman	adult lady
*🧑‍🦱	person_curly_hair	adult
*👩‍🦳	white_haired_woman	adult lady
*🧑‍🦳	person_white_hair	adult
*👩‍🦲	bald_woman	adult lady
*🧑‍🦲	person_bald	adult
*👱‍♀️	blond_haired_woman blonde_woman
*👱‍♂️	blond_haired_man
*🧓	older_adult	elderly grandparent
*👴	older_man	adult bald
*👵	older_woman	adult elderly
*🙍	frowning_person	annoyed disappointed
*🙍‍♂️	frowning_man	annoyed disappointed
*🙍‍♀️	frowning_woman	annoyed disappointed
*🙎	pouting_face	disappointed downtrodden
*🙎‍♂️	pouting_man	disappointed downtrodden
*🙎‍♀️	pouting_woman	disappointed downtrodden
*🙅	no_good	forbidden gesture
*🙅‍♂️	ng_man no_good_man	forbidden gesture
*🙅‍♀️	ng_woman no_good_woman	forbidden gesture
*🙆	ok_person	exercise gesture
*🙆‍♂️	ok_man	exercise gesture
*🙆‍♀️	ok_woman	exercise gesture
*💁	information_desk_person tipping_hand_person	fetch flick
*💁‍♂️	sassy_man tipping_hand_man	fetch flick
*💁‍♀️	sassy_woman tipping_hand_woman	fetch flick
*🙋	raising_hand	gesture here
*🙋‍♂️	raising_hand_man	gesture here
*🙋‍♀️	raising_hand_woman	gesture here
*🧏	deaf_person	accessibility ear
*🧏‍♂️	deaf_man	accessibility ear
*🧏‍♀️	deaf_woman	accessibility ear
*🙇	bow	apology ask
*🙇‍♂️	bowing_man	apology ask
*🙇‍♀️	bowing_woman	apology ask
*🤦	facepalm	again bewilder
*🤦‍♂️	man_facepalming	again bewilder
*🤦‍♀️	woman_facepalming	again bewilder
*🤷	shrug	doubt dunno
*🤷‍♂️	man_shrugging	doubt dunno
*🤷‍♀️	woman_shrugging	doubt dunno
*🧑‍⚕️	health_worker	doctor healthcare
*👨‍⚕️	man_health_worker	doctor healthcare
*👩‍⚕️	woman_health_worker	doctor healthcare
*🧑‍🎓	student	graduate
*👨‍🎓	man_student	graduate
*👩‍🎓	woman_student	graduate
*🧑‍🏫	teacher	instructor lecturer
*👨‍🏫	man_teacher	instructor lecturer
*👩‍🏫	woman_teacher	instructor lecturer
*🧑‍⚖️	judge	justice law
*👨‍⚖️	man_judge	justice law
*👩‍⚖️	woman_judge	justice law
*🧑‍🌾	farmer	gardener rancher
*👨‍🌾	man_farmer	gardener rancher
*👩‍🌾	woman_farmer	gardener rancher
*🧑‍🍳	cook	chef
*👨‍🍳	man_cook	chef
*👩‍🍳	woman_cook	chef
*🧑‍🔧	mechanic	electrician plumber
*👨‍🔧	man_mechanic	electrician plumber
*👩‍🔧	woman_mechanic	electrician plumber
*🧑‍🏭	factory_worker	assembly industrial
*👨‍🏭	man_factory_worker	assembly industrial
*👩‍🏭	woman_factory_worker	assembly industrial
*🧑‍💼	office_worker	architect business
*👨‍💼	man_office_worker	architect business
*👩‍💼	woman_office_worker	architect business
*🧑‍🔬	scientist	biologist chemist
*👨‍🔬	man_scientist	biologist chemist
*👩‍🔬	woman_scientist	biologist chemist
*🧑‍💻	technologist	coder computer
*👨‍💻	man_technologist	coder computer
*👩‍💻	woman_technologist	coder computer
*🧑‍🎤	singer	actor entertainer
*👨‍🎤	man_singer	actor entertainer
*👩‍🎤	woman_singer	actor entertainer
*🧑‍🎨	artist	palette
*👨‍🎨	man_artist	palette
*👩‍🎨	woman_artist	palette
*🧑‍✈️	pilot	plane
*👨‍✈️	man_pilot	plane
*👩‍✈️	woman_pilot	plane
*🧑‍🚀	astronaut	rocket space
*👨‍🚀	man_astronaut	rocket space
*👩‍🚀	woman_astronaut	rocket space
*🧑‍🚒	firefighter	firetruck
*👨‍🚒	man_firefighter	firetruck
*👩‍🚒	woman_firefighter	firetruck
*👮	cop police_officer	apprehend arrest
*👮‍♂️	policeman	apprehend arrest
*👮‍♀️	policewoman	apprehend arrest
*🕵️	detective	sleuth spy
*🕵️‍♂️	male_detective	man sleuth
*🕵️‍♀️	female_detective	sleuth spy
*💂	guard	buckingham helmet
*💂‍♂️	guardsman	buckingham helmet
*💂‍♀️	guardswoman	buckingham helmet
*🥷	ninja	assassin fight
*👷	construction_worker	build fix
*👷‍♂️	construction_worker_man	build fix
*👷‍♀️	construction_worker_woman	build fix
*🫅	person_with_crown	monarch noble
*🤴	prince	crown fairy
*👸	princess	crown fairy
*👳	person_with_turban	wearing
*👳‍♂️	man_with_turban	wearing
*👳‍♀️	woman_with_turban	wearing
*👲	man_with_gua_pi_mao	cap chinese
*🧕	woman_with_headscarf	bandana hijab
*🤵	person_in_tuxedo	formal wedding
*🤵‍♂️	man_in_tuxedo	formal groom
*🤵‍♀️	woman_in_tuxedo	formal wedding
*👰	person_with_veil	wedding
*👰‍♂️	man_with_veil	wedding
*👰‍♀️	bride_with_veil woman_with_veil	wedding
*🤰	pregnant_woman
*🫃	pregnant_man	belly bloated
*🫄	pregnant_person	belly bloated
*🤱	breast_feeding	baby mom
*👩‍🍼	woman_feeding_baby	mom mother
*👨‍🍼	man_feeding_baby	dad father
*🧑‍🍼	person_feeding_baby	nanny newborn
*👼	angel	baby church
*🎅	santa	celebration christmas
*🤶	mrs_claus	celebration christmas
*🧑‍🎄	mx_claus	celebration christmas
*🦸	superhero	good hero
*🦸‍♂️	superhero_man	good hero
*🦸‍♀️	superhero_woman	good hero
*🦹	supervillain	bad criminal
*🦹‍♂️	supervillain_man	bad criminal
*🦹‍♀️	supervillain_woman	bad criminal
*🧙	mage	fantasy magic
*🧙‍♂️	mage_man	fantasy magic
*🧙‍♀️	mage_woman	fantasy magic
*🧚	fairy	fairytale fantasy
*🧚‍♂️	fairy_man	fairytale fantasy
*🧚‍♀️	fairy_woman	fairytale fantasy
*🧛	vampire	blood dracula
*🧛‍♂️	vampire_man	blood fangs
*🧛‍♀️	vampire_woman	blood fangs
*🧜	merperson	creature fairytale
*🧜‍♂️	merman	creature fairytale
*🧜‍♀️	mermaid	creature fairytale
*🧝	elf	elves enchantment
*🧝‍♂️	elf_man	elves enchantment
*🧝‍♀️	elf_woman	elves enchantment
🧞	genie	djinn fantasy
🧞‍♂️	genie_man	djinn fantasy
🧞‍♀️	genie_woman	djinn fantasy
🧟	zombie	apocalypse dead
🧟‍♂️	zombie_man	apocalypse dead
🧟‍♀️	zombie_woman	apocalypse dead
🧌	troll	fairy fantasy
*💆	massage	getting headache
*💆‍♂️	massage_man	getting headache
*💆‍♀️	massage_woman	getting headache
*💇	haircut	barber beauty
*💇‍♂️	haircut_man	barber beauty
*💇‍♀️	haircut_woman	barber beauty
*🚶	walking	amble gait
*🚶‍♂️	walking_man	amble gait
*🚶‍♀️	walking_woman	amble gait
*🚶‍➡️	person_walking_right	amble facing
*🚶‍♀️‍➡️	woman_walking_right	amble facing
*🚶‍♂️‍➡️	man_walking_right	amble facing
*🧍	standing_person
*🧍‍♂️	standing_man
*🧍‍♀️	standing_woman
*🧎	kneeling_person	knees
*🧎‍♂️	kneeling_man	knees
*🧎‍♀️	kneeling_woman	knees
*🧎‍➡️	person_kneeling_right	facing knees
*🧎‍♀️‍➡️	woman_kneeling_right	facing knees
*🧎‍♂️‍➡️	man_kneeling_right	facing knees
*🧑‍🦯	person_with_probing_cane	accessibility blind
*🧑‍🦯‍➡️	person_with_white_cane_right	accessibility blind
*👨‍🦯	man_with_probing_cane	accessibility blind
*👨‍🦯‍➡️	man_with_white_cane_right	accessibility blind
*👩‍🦯	woman_with_probing_cane	accessibility blind
*👩‍🦯‍➡️	woman_with_white_cane_right	accessibility blind
*🧑‍🦼	person_in_motorized_wheelchair	accessibility
*🧑‍🦼‍➡️	person_in_motorized_wheelchair_right	accessibility facing
*👨‍🦼	man_in_motorized_wheelchair	accessibility
*👨‍🦼‍➡️	man_in_motorized_wheelchair_right	accessibility facing
*👩‍🦼	woman_in_motorized_wheelchair	accessibility
*👩‍🦼‍➡️	woman_in_motorized_wheelchair_right	accessibility facing
*🧑‍🦽	person_in_manual_wheelchair	accessibility
*🧑‍🦽‍➡️	person_in_manual_wheelchair_right	accessibility facing
*👨‍🦽	man_in_manual_wheelchair	accessibility
*👨‍🦽‍➡️	man_in_manual_wheelchair_right	accessibility facing
*👩‍🦽	woman_in_manual_wheelchair	accessibility
*👩‍🦽‍➡️	woman_in_manual_wheelchair_right	accessibility facing
*🏃	runner running	fast hurry
*🏃‍♂️	running_man	fast hurry
*🏃‍♀️	running_woman	fast hurry
*🏃‍➡️	person_running_right	facing fast
*🏃‍♀️‍➡️	woman_running_right	facing fast
*🏃‍♂️‍➡️	man_running_right	facing fast
*💃	dancer woman_dancing	elegant festive
*🕺	man_dancing	dance dancer
*🕴️	business_suit_levitating
*👯	dancers	bestie bff
*👯‍♂️	dancing_men	bestie bff
*👯‍♀️	dancing_women	bestie bff
*🧖	sauna_person	day luxurious
*🧖‍♂️	sauna_man	day luxurious
*🧖‍♀️	sauna_woman	day luxurious
*🧗	climbing	climber mountain
*🧗‍♂️	climbing_man	climber mountain
*🧗‍♀️	climbing_woman	climber mountain
🤺	person_fencing	fencer sword
*🏇	horse_racing	jockey racehorse
⛷️	skier	snow
*🏂	snowboarder	ski sport
*🏌️	golfing	ball birdie
*🏌️‍♂️	golfing_man	ball birdie
*🏌️‍♀️	golfing_woman	ball birdie
*🏄	surfer	beach ocean
*🏄‍♂️	surfing_man	beach ocean
*🏄‍♀️	surfing_woman	beach ocean
*🚣	rowboat	boat canoe
*🚣‍♂️	rowing_man	boat canoe
*🚣‍♀️	rowing_woman	boat canoe
*🏊	swimmer	freestyle sport
*🏊‍♂️	swimming_man	freestyle sport
*🏊‍♀️	swimming_woman	freestyle man
*⛹️	bouncing_ball_person	athletic basketball
*⛹️‍♂️	basketball_man bouncing_ball_man	athletic championship
*⛹️‍♀️	basketball_woman bouncing_ball_woman	athletic championship
*🏋️	weight_lifting	barbell bodybuilder
*🏋️‍♂️	weight_lifting_man	barbell bodybuilder
*🏋️‍♀️	weight_lifting_woman	barbell bodybuilder
*🚴	bicyclist	bicycle bike
*🚴‍♂️	biking_man	bicycle bicyclist
*🚴‍♀️	biking_woman	bicycle bicyclist
*🚵	mountain_bicyclist	bicycle bike
*🚵‍♂️	mountain_biking_man	bicycle bicyclist
*🚵‍♀️	mountain_biking_woman	bicycle bicyclist
*🤸	cartwheeling	active excited
*🤸‍♂️	man_cartwheeling	active excited
*🤸‍♀️	woman_cartwheeling	active excited
*🤼	wrestling	combat duel
*🤼‍♂️	men_wrestling	combat duel
*🤼‍♀️	women_wrestling	combat duel
*🤽	water_polo	playing sport
*🤽‍♂️	man_playing_water_polo	sport swimming
*🤽‍♀️	woman_playing_water_polo	sport swimming
*🤾	handball_person	athletics ball
*🤾‍♂️	man_playing_handball	athletics ball
*🤾‍♀️	woman_playing_handball	athletics ball
*🤹	juggling_person	act balance
*🤹‍♂️	man_juggling	act balance
*🤹‍♀️	woman_juggling	act balance
*🧘	lotus_position	cross legged
*🧘‍♂️	lotus_position_man	cross legged
*🧘‍♀️	lotus_position_woman	cross legged
*🛀	bath	bathtub taking
*🛌	sleeping_bed	bedtime good
🧑‍🤝‍🧑	people_holding_hands	bae bestie
*👭	two_women_holding_hands	bae bestie
*👫	couple	bae bestie
*👬	two_men_holding_hands	bae bestie
*💏	couplekiss	anniversary babe
👩‍❤️‍💋‍👨	couplekiss_man_woman	anniversary babe
👨‍❤️‍💋‍👨	couplekiss_man_man	anniversary babe
👩‍❤️‍💋‍👩	couplekiss_woman_woman	anniversary babe
*💑	couple_with_heart	anniversary babe
👩‍❤️‍👨	couple_with_heart_woman_man	anniversary babe
👨‍❤️‍👨	couple_with_heart_man_man	anniversary babe
👩‍❤️‍👩	couple_with_heart_woman_woman	anniversary babe
👨‍👩‍👦	family_man_woman_boy	child
👨‍👩‍👧	family_man_woman_girl	child
👨‍👩‍👧‍👦	family_man_woman_girl_boy	child
👨‍👩‍👦‍👦	family_man_woman_boy_boy	child
👨‍👩‍👧‍👧	family_man_woman_girl_girl	child
👨‍👨‍👦	family_man_man_boy	child
👨‍👨‍👧	family_man_man_girl	child
👨‍👨‍👧‍👦	family_man_man_girl_boy	child
👨‍👨‍👦‍👦	family_man_man_boy_boy	child
👨‍👨‍👧‍👧	family_man_man_girl_girl	child
👩‍👩‍👦	family_woman_woman_boy	child
👩‍👩‍👧	family_woman_woman_girl	child
👩‍👩‍👧‍👦	family_woman_woman_girl_boy	child
👩‍👩‍👦‍👦	family_woman_woman_boy_boy	child
👩‍👩‍👧‍👧	family_woman_woman_girl_girl	child
👨‍👦	family_man_boy	child
👨‍👦‍👦	family_man_boy_boy	child
👨‍👧	family_man_girl	child
👨‍👧‍👦	family_man_girl_boy	child
👨‍👧‍👧	family_man_girl_girl	child
👩‍👦	family_woman_boy	child
👩‍👦‍👦	family_woman_boy_boy	child
👩‍👧	family_woman_girl	child
👩‍👧‍👦	family_woman_girl_boy	child
👩‍👧‍👧	family_woman_girl_girl	child
🗣️	speaking_head	silhouette
👤	bust_in_silhouette	mysterious shadow
👥	busts_in_silhouette	bff everyone
🫂	people_hugging	comfort embrace
👪	family	child
🧑‍🧑‍🧒	family_aac	adult child
🧑‍🧑‍🧒‍🧒	family_aacc	adult child
🧑‍🧒	family_aa family_ac	adult child
🧑‍🧒‍🧒	family_acc	adult child
👣	footprints	barefoot clothing`,
  `🐵	monkey_face	animal banana
🐒	monkey	animal banana
🦍	gorilla	animal
🦧	orangutan	animal ape
🐶	dog	adorbs animal
🐕	dog2	animal animals
🦮	guide_dog	accessibility animal
🐕‍🦺	service_dog	accessibility animal
🐩	poodle	animal dog
🐺	wolf	animal
🦊	fox_face	animal
🦝	raccoon	animal curious
🐱	cat	animal kitten
🐈	cat2	animal animals
🐈‍⬛	black_cat	animal feline
🦁	lion	alpha animal
🐯	tiger	animal big
🐅	tiger2	animal big
🐆	leopard	animal big
🐴	horse	animal dressage
🫎	moose	alces animal
🫏	donkey	animal ass
🐎	racehorse	animal equestrian
🦄	unicorn
🦓	zebra	animal stripe
🦌	deer	animal
🦬	bison	animal buffalo
🐮	cow	animal farm
🐂	ox	animal animals
🐃	water_buffalo	animal zoo
🐄	cow2	animal animals
🐷	pig	animal bacon
🐖	pig2	animal bacon
🐗	boar	animal pig
🐽	pig_nose	animal farm
🐏	ram	animal aries
🐑	sheep	animal baa
🐐	goat	animal capricorn
🐪	dromedary_camel	animal desert
🐫	camel	animal bactrian
🦙	llama	alpaca animal
🦒	giraffe	animal spots
🐘	elephant	animal
🦣	mammoth	animal extinction
🦏	rhinoceros	animal
🦛	hippopotamus	animal
🐭	mouse	animal
🐁	mouse2	animal animals
🐀	rat	animal
🐹	hamster	animal pet
🐰	rabbit	animal bunny
🐇	rabbit2	animal bunny
🐿️	chipmunk	animal squirrel
🦫	beaver	animal dam
🦔	hedgehog	animal spiny
🦇	bat	animal vampire
🐻	bear	animal grizzly
🐻‍❄️	polar_bear	animal arctic
🐨	koala	animal australia
🐼	panda_face	animal bamboo
🦥	sloth	lazy slow
🦦	otter	animal fishing
🦨	skunk	animal stink
🦘	kangaroo	animal joey
🦡	badger	animal honey
🐾	feet paw_prints	paws
🦃	turkey	bird gobble
🐔	chicken	animal bird
🐓	rooster	animal bird
🐣	hatching_chick	animal baby
🐤	baby_chick	animal bird
🐥	hatched_chick	animal baby
🐦	bird	animal ornithology
🐧	penguin	animal antarctica
🕊️	dove	bird fly
🦅	eagle	animal bird
🦆	duck	animal bird
🦢	swan	animal bird
🦉	owl	animal bird
🦤	dodo	animal bird
🪶	feather	bird flight
🦩	flamingo	animal bird
🦚	peacock	animal bird
🦜	parrot	animal bird
🪽	wing	angelic ascend
🐦‍⬛	black_bird	animal beak
🪿	goose	animal bird
🐦‍🔥	phoenix	ascend ascension
🐸	frog	animal
🐊	crocodile	animal zoo
🐢	turtle	animal terrapin
🦎	lizard	animal reptile
🐍	snake	animal bearer
🐲	dragon_face	animal fairy
🐉	dragon	animal fairy
🦕	sauropod	brachiosaurus brontosaurus
🦖	t-rex	dinosaur tyrannosaurus
🐳	whale	animal beach
🐋	whale2	animal beach
🐬	dolphin flipper	animal beach
🦭	seal	animal lion
🐟	fish	animal dinner
🐠	tropical_fish	animal fishes
🐡	blowfish	animal fish
🦈	shark	animal fish
🐙	octopus	animal creature
🐚	shell	animal beach
🪸	coral	change climate
🪼	jellyfish	animal aquarium
🦀	crab	cancer zodiac
🦞	lobster	animal bisque
🦐	shrimp	food shellfish
🦑	squid	animal food
🦪	oyster	diving pearl
🐌	snail	animal escargot
🦋	butterfly	insect pretty
🐛	bug	animal garden
🐜	ant	animal garden
🐝	bee honeybee	animal bumblebee
🪲	beetle	animal bug
🐞	lady_beetle	animal garden
🦗	cricket	animal bug
🪳	cockroach	animal insect
🕷️	spider	animal insect
🕸️	spider_web
🦂	scorpion	scorpius zodiac
🦟	mosquito	bite disease
🪰	fly	animal disease
🪱	worm	animal annelid
🦠	microbe	amoeba bacteria
💐	bouquet	anniversary birthday
🌸	cherry_blossom	flower plant
💮	white_flower
🪷	lotus	beauty buddhism
🏵️	rosette	plant
🌹	rose	beauty elegant
🥀	wilted_flower	dying
🌺	hibiscus	flower plant
🌻	sunflower	flower outdoors
🌼	blossom	buttercup dandelion
🌷	tulip	blossom flower
🪻	hyacinth	bloom bluebonnet
🌱	seedling	plant sapling
🪴	potted_plant	decor grow
🌲	evergreen_tree	christmas forest
🌳	deciduous_tree	forest green
🌴	palm_tree	beach plant
🌵	cactus	desert drought
🌾	ear_of_rice	grain grains
🌿	herb	leaf plant
☘️	shamrock	irish plant
🍀	four_leaf_clover	irish lucky
🍁	maple_leaf	falling
🍂	fallen_leaf	autumn falling
🍃	leaves	blow flutter
🪹	empty_nest	branch home
🪺	nest_with_eggs	bird branch
🍄	mushroom	fungus toadstool`,
  `🍇	grapes	dionysus fruit
🍈	melon	cantaloupe fruit
🍉	watermelon	fruit
🍊	mandarin orange	citrus fruit
🍋	lemon	citrus fruit
🍋‍🟩	lime	acidity citrus
🍌	banana	fruit potassium
🍍	pineapple	colada fruit
🥭	mango	food fruit
🍎	apple	diet food
🍏	green_apple	fruit
🍐	pear	fruit
🍑	peach	fruit
🍒	cherries	berries cherry
🍓	strawberry	berry fruit
🫐	blueberries	berries berry
🥝	kiwi_fruit	food
🍅	tomato	food fruit
🫒	olive	food
🥥	coconut	colada palm
🥑	avocado	food fruit
🍆	eggplant	aubergine vegetable
🥔	potato	food vegetable
🥕	carrot	food vegetable
🌽	corn	crops ear
🌶️	hot_pepper
🫑	bell_pepper	capsicum food
🥒	cucumber	food pickle
🥬	leafy_green	bok burgers
🥦	broccoli	cabbage wild
🧄	garlic	flavoring
🧅	onion	flavoring
🥜	peanuts	food nut
🫘	beans	food kidney
🌰	chestnut	almond plant
🫚	ginger_root	beer health
🫛	pea_pod	beans beanstalk
🍄‍🟫	brown_mushroom	food fungi
🍞	bread	carbs food
🥐	croissant	bread breakfast
🥖	baguette_bread	food french
🫓	flatbread	arepa bread
🥨	pretzel	convoluted twisted
🥯	bagel	bakery bread
🥞	pancakes	breakfast food
🧇	waffle	breakfast indecisive
🧀	cheese	wedge
🍖	meat_on_bone
🍗	poultry_leg	bone chicken
🥩	cut_of_meat	chop lambchop
🥓	bacon	breakfast food
🍔	hamburger	burger eat
🍟	fries	fast food
🍕	pizza	cheese food
🌭	hotdog	dog frankfurter
🥪	sandwich	bread
🌮	taco	mexican
🌯	burrito	mexican wrap
🫔	tamale	food mexican
🥙	stuffed_flatbread	falafel food
🧆	falafel	chickpea meatball
🥚	egg	breakfast food
🍳	fried_egg	breakfast easy
🥘	shallow_pan_of_food	casserole paella
🍲	stew	food pot
🫕	fondue	cheese chocolate
🥣	bowl_with_spoon	breakfast cereal
🥗	green_salad	food
🍿	popcorn	corn movie
🧈	butter	dairy
🧂	salt	condiment flavor
🥫	canned_food
🍱	bento	box food
🍘	rice_cracker	food
🍙	rice_ball	food japanese
🍚	rice	cooked food
🍛	curry	food rice
🍜	ramen	bowl chopsticks
🍝	spaghetti	food meatballs
🍠	sweet_potato	food roasted
🍢	oden	food kebab
🍣	sushi	food
🍤	fried_shrimp	prawn tempura
🍥	fish_cake	food pastry
🥮	moon_cake	autumn festival
🍡	dango	dessert japanese
🥟	dumpling	empanada jiaozi
🥠	fortune_cookie	prophecy
🥡	takeout_box	chopsticks delivery
🍦	icecream	cream dessert
🍧	shaved_ice	dessert restaurant
🍨	ice_cream	dessert food
🍩	doughnut	breakfast dessert
🍪	cookie	chip chocolate
🎂	birthday	bday cake
🍰	cake	dessert pastry
🧁	cupcake	bakery dessert
🥧	pie	apple filling
🍫	chocolate_bar	candy dessert
🍬	candy	cavities dessert
🍭	lollipop	candy dessert
🍮	custard	dessert pudding
🍯	honey_pot	barrel bear
🍼	baby_bottle	babies birth
🥛	milk_glass	drink
☕	coffee	beverage cafe
🫖	teapot	brew drink
🍵	tea	beverage cup
🍶	sake	bar beverage
🍾	champagne	bar bottle
🍷	wine_glass	alcohol bar
🍸	cocktail	alcohol bar
🍹	tropical_drink	alcohol bar
🍺	beer	alcohol ale
🍻	beers	alcohol bar
🥂	clinking_glasses	celebrate drink
🥃	tumbler_glass	liquor scotch
🫗	pouring_liquid	accident drink
🥤	cup_with_straw	drink juice
🧋	bubble_tea	boba food
🧃	beverage_box	juice straw
🧉	mate	drink
🧊	ice_cube	cold iceberg
🥢	chopsticks	hashi jeotgarak
🍽️	plate_with_cutlery	cooking dinner
🍴	fork_and_knife	breakfast breaky
🥄	spoon	eat tableware
🔪	hocho knife	chef cooking
🫙	jar	condiment container
🏺	amphora	aquarius cooking`,
  `🌍	earth_africa	europe globe
🌎	earth_americas	globe showing
🌏	earth_asia	australia globe
🌐	globe_with_meridians	earth internet
🗺️	world_map
🗾	japan	map
🧭	compass	direction magnetic
🏔️	mountain_snow	cold capped
⛰️	mountain
🌋	volcano	eruption mountain
🗻	mount_fuji	mountain nature
🏕️	camping
🏖️	beach_umbrella
🏜️	desert
🏝️	desert_island
🏞️	national_park
🏟️	stadium
🏛️	classical_building
🏗️	building_construction	crane
🧱	bricks	clay mortar
🪨	rock	boulder heavy
🪵	wood	log lumber
🛖	hut	home house
🏘️	houses
🏚️	derelict_house	home
🏠	house	building country
🏡	house_with_garden	building country
🏢	office	building city
🏣	post_office	building japanese
🏤	european_post_office	building
🏥	hospital	building doctor
🏦	bank	building
🏨	hotel	building
🏩	love_hotel	building
🏪	convenience_store	building hours
🏫	school	building
🏬	department_store	building
🏭	factory	building
🏯	japanese_castle	building
🏰	european_castle	building
💒	wedding	chapel hitched
🗼	tokyo_tower
🗽	statue_of_liberty	new nyc
⛪	church	bless chapel
🕌	mosque	islam masjid
🛕	hindu_temple
🕍	synagogue	jew jewish
⛩️	shinto_shrine	religion
🕋	kaaba	hajj islam
⛲	fountain
⛺	tent	camping
🌁	foggy
🌃	night_with_stars
🏙️	cityscape
🌄	sunrise_over_mountains	morning
🌅	sunrise	morning nature
🌆	city_sunset	building cityscape
🌇	city_sunrise	building dusk
🌉	bridge_at_night
♨️	hotsprings	springs steaming
🎠	carousel_horse	entertainment
🛝	playground_slide	amusement park
🎡	ferris_wheel	amusement park
🎢	roller_coaster	amusement park
💈	barber	cut fresh
🎪	circus_tent
🚂	steam_locomotive	caboose engine
🚃	railway_car	electric train
🚄	bullettrain_side	railway shinkansen
🚅	bullettrain_front	nose railway
🚆	train2	arrived choo
🚇	metro	subway travel
🚈	light_rail	arrived monorail
🚉	station	railway train
🚊	tram	trolleybus
🚝	monorail	vehicle
🚞	mountain_railway	car trip
🚋	train	bus car
🚌	bus	school vehicle
🚍	oncoming_bus	cars
🚎	trolleybus	bus tram
🚐	minibus	bus drive
🚑	ambulance	emergency vehicle
🚒	fire_engine	truck
🚓	police_car	cops patrol
🚔	oncoming_police_car
🚕	taxi	cab cabbie
🚖	oncoming_taxi	cab cabbie
🚗	car red_car	driving vehicle
🚘	oncoming_automobile	car cars
🚙	blue_car	drive recreational
🛻	pickup_truck	automobile car
🚚	truck	car delivery
🚛	articulated_lorry	car drive
🚜	tractor	vehicle
🏎️	racing_car	zoom
🏍️	motorcycle	racing
🛵	motor_scooter
🦽	manual_wheelchair	accessibility
🦼	motorized_wheelchair	accessibility
🛺	auto_rickshaw	tuk
🚲	bike	class cycle
🛴	kick_scooter
🛹	skateboard	board skater
🛼	roller_skate	blades skates
🚏	busstop	stop
🛣️	motorway	highway road
🛤️	railway_track	train
🛢️	oil_drum
⛽	fuelpump	diesel gas
🛞	wheel	car circle
🚨	rotating_light	alarm alert
🚥	traffic_light	horizontal intersection
🚦	vertical_traffic_light	drove intersection
🛑	stop_sign	octagonal
🚧	construction	barrier
⚓	anchor	ship tool
🛟	ring_buoy	float life
⛵	boat sailboat	resort sailing
🛶	canoe	boat
🚤	speedboat	billionaire boat
🛳️	passenger_ship
⛴️	ferry	boat passenger
🛥️	motor_boat	motorboat
🚢	ship	boat passenger
✈️	airplane	aeroplane fly
🛩️	small_airplane	aeroplane plane
🛫	flight_departure	aeroplane airplane
🛬	flight_arrival	aeroplane airplane
🪂	parachute	parasail skydive
💺	seat	chair
🚁	helicopter	copter roflcopter
🚟	suspension_railway
🚠	mountain_cableway	gondola lift
🚡	aerial_tramway	cable car
🛰️	artificial_satellite	space
🚀	rocket	launch rockets
🛸	flying_saucer	aliens extra
🛎️	bellhop_bell	hotel
🧳	luggage	bag packing
⌛	hourglass	done sand
⏳	hourglass_flowing_sand	done hours
⌚	watch	clock time
⏰	alarm_clock	hours hrs
⏱️	stopwatch	clock time
⏲️	timer_clock
🕰️	mantelpiece_clock	time
🕛	clock12	time twelve
🕧	clock1230	thirty time
🕐	clock1	one time
🕜	clock130	one thirty
🕑	clock2	time two
🕝	clock230	thirty time
🕒	clock3	three time
🕞	clock330	thirty three
🕓	clock4	four time
🕟	clock430	four thirty
🕔	clock5	five time
🕠	clock530	five thirty
🕕	clock6	six time
🕡	clock630	six thirty
🕖	clock7	seven
🕢	clock730	seven thirty
🕗	clock8	eight time
🕣	clock830	eight thirty
🕘	clock9	nine time
🕤	clock930	nine thirty
🕙	clock10	ten
🕥	clock1030	ten thirty
🕚	clock11	eleven time
🕦	clock1130	eleven thirty
🌑	new_moon	dark space
🌒	waxing_crescent_moon	dreams space
🌓	first_quarter_moon	space
🌔	moon waxing_gibbous_moon	space
🌕	full_moon	space
🌖	waning_gibbous_moon	space
🌗	last_quarter_moon	space
🌘	waning_crescent_moon	space
🌙	crescent_moon	ramadan space
🌚	new_moon_with_face	space
🌛	first_quarter_moon_with_face	space
🌜	last_quarter_moon_with_face	dreams
🌡️	thermometer	weather
☀️	sunny	bright rays
🌝	full_moon_with_face	bright
🌞	sun_with_face	beach bright
🪐	ringed_planet	saturn saturnine
⭐	star	astronomy medium
🌟	star2	glittery glow
🌠	stars	falling night
🌌	milky_way	space
☁️	cloud	weather
⛅	partly_sunny	behind cloud
⛈️	cloud_with_lightning_and_rain	thunder thunderstorm
🌤️	sun_behind_small_cloud	weather
🌥️	sun_behind_large_cloud	weather
🌦️	sun_behind_rain_cloud	weather
🌧️	cloud_with_rain	weather
🌨️	cloud_with_snow	cold weather
🌩️	cloud_with_lightning	weather
🌪️	tornado	cloud weather
🌫️	fog	cloud weather
🌬️	wind_face	blow cloud
🌀	cyclone	dizzy hurricane
🌈	rainbow	gay genderqueer
🌂	closed_umbrella	clothing rain
☂️	open_umbrella	clothing rain
☔	umbrella	clothing drop
⛱️	parasol_on_ground	rain sun
⚡	zap	danger electric
❄️	snowflake	cold weather
☃️	snowman_with_snow	cold man
⛄	snowman	cold man
☄️	comet	space
🔥	fire	burn flame
💧	droplet	cold comic
🌊	ocean	nature surf`,
  `🎃	jack_o_lantern	celebration halloween
🎄	christmas_tree	celebration
🎆	fireworks	boom celebration
🎇	sparkler	boom celebration
🧨	firecracker	dynamite explosive
✨	sparkles	magic star
🎈	balloon	birthday celebrate
🎉	tada	awesome birthday
🎊	confetti_ball	celebrate celebration
🎋	tanabata_tree	banner celebration
🎍	bamboo	celebration decoration
🎎	dolls	celebration festival
🎏	flags	carp celebration
🎐	wind_chime	bell celebration
🎑	rice_scene	celebration ceremony
🧧	red_envelope	gift good
🎀	ribbon	celebration
🎁	gift	birthday bow
🎗️	reminder_ribbon	celebration
🎟️	tickets	admission
🎫	ticket	admission stub
🎖️	medal_military	award celebration
🏆	trophy	champion champs
🏅	medal_sports	award gold
🥇	1st_place_medal	first gold
🥈	2nd_place_medal	second silver
🥉	3rd_place_medal	bronze third
⚽	soccer	ball football
⚾	baseball	ball sport
🥎	softball	ball glove
🏀	basketball	ball hoop
🏐	volleyball	ball game
🏈	football	american ball
🏉	rugby_football	ball sport
🎾	tennis	ball racquet
🥏	flying_disc	ultimate
🎳	bowling	ball game
🏏	cricket_game	ball bat
🏑	field_hockey	ball game
🏒	ice_hockey	game puck
🥍	lacrosse	ball goal
🏓	ping_pong	ball bat
🏸	badminton	birdie game
🥊	boxing_glove
🥋	martial_arts_uniform	judo karate
🥅	goal_net
⛳	golf	hole sport
⛸️	ice_skate	skating
🎣	fishing_pole_and_fish	entertainment sport
🤿	diving_mask	scuba snorkeling
🎽	running_shirt_with_sash	athletics
🎿	ski	snow sport
🛷	sled	luge sledge
🥌	curling_stone	game rock
🎯	dart	bull direct
🪀	yo_yo	fluctuate toy
🪁	kite	fly soar
🔫	gun	handgun pistol
🎱	8ball	ball billiard
🔮	crystal_ball	fairy fairytale
🪄	magic_wand	magician witch
🎮	video_game	controller entertainment
🕹️	joystick	game video
🎰	slot_machine	casino gamble
🎲	game_die	dice entertainment
🧩	jigsaw	clue interlocking
🧸	teddy_bear	plaything plush
🪅	pinata	candy celebrate
🪩	mirror_ball	dance disco
🪆	nesting_dolls	babooshka baboushka
♠️	spades	card game
♥️	hearts	card emotion
♦️	diamonds	card game
♣️	clubs	card game
♟️	chess_pawn	dupe expendable
🃏	black_joker	card game
🀄	mahjong	dragon game
🎴	flower_playing_cards	game japanese
🎭	performing_arts	actor actress
🖼️	framed_picture	art museum
🎨	art	artist artsy
🧵	thread	needle sewing
🪡	sewing_needle	embroidery stitches
🧶	yarn	ball crochet
🪢	knot	cord rope`,
  `👓	eyeglasses	clothing eyewear
🕶️	dark_sunglasses	eye eyewear
🥽	goggles	dive eye
🥼	lab_coat	clothes doctor
🦺	safety_vest	emergency
👔	necktie	clothing employed
👕	shirt tshirt	blue casual
👖	jeans	blue casual
🧣	scarf	bundle cold
🧤	gloves	hand
🧥	coat	brr bundle
🧦	socks	stocking
👗	dress	clothes clothing
👘	kimono	clothing comfortable
🥻	sari	clothing dress
🩱	one_piece_swimsuit	bathing suit
🩲	swim_brief	bathing suit
🩳	shorts	bathing pants
👙	bikini	bathing beach
👚	womans_clothes	blouse clothing
🪭	folding_hand_fan	clack clap
👛	purse	clothes clothing
👜	handbag	bag clothes
👝	pouch	bag clothes
🛍️	shopping	bag bags
🎒	school_satchel	backpacking bag
🩴	thong_sandal	beach flip
👞	mans_shoe shoe	brown clothes
👟	athletic_shoe	clothes clothing
🥾	hiking_boot	backpacking brown
🥿	flat_shoe	ballet comfy
👠	high_heel	clothes clothing
👡	sandal	clothing shoe
🩰	ballet_shoes	dance
👢	boot	clothes clothing
🪮	hair_pick	afro comb
👑	crown	clothing family
👒	womans_hat	clothes clothing
🎩	tophat	clothes clothing
🎓	mortar_board	cap celebration
🧢	billed_cap	baseball bent
🪖	military_helmet	army soldier
⛑️	rescue_worker_helmet	aid cross
📿	prayer_beads	clothing necklace
💄	lipstick	cosmetics date
💍	ring	diamond engaged
💎	gem	diamond engagement
🔇	mute	muted quiet
🔈	speaker	low soft
🔉	sound	medium speaker
🔊	loud_sound	high music
📢	loudspeaker	address communication
📣	mega	cheering sound
📯	postal_horn
🔔	bell	break church
🔕	no_bell	forbidden mute
🎼	musical_score	note
🎵	musical_note	sound
🎶	notes	music musical
🎙️	studio_microphone	music
🎚️	level_slider	music
🎛️	control_knobs	music
🎤	microphone	karaoke music
🎧	headphones	earbud sound
📻	radio	entertainment tbt
🎷	saxophone	instrument music
🎺	trumpet	instrument music
🪗	accordion	box concertina
🎸	guitar	instrument music
🎹	musical_keyboard	instrument piano
🎻	violin	instrument music
🪕	banjo	music stringed
🥁	drum	drumsticks music
🪘	long_drum	beat conga
🪇	maracas	cha dance
🪈	flute	band fife
📱	iphone	cell communication
📲	calling	arrow build
☎️	phone telephone
📞	telephone_receiver	communication phone
📟	pager	communication
📠	fax	communication machine
🔋	battery
🪫	low_battery	drained electronic
🔌	electric_plug	electricity
💻	computer	office personal
🖥️	desktop_computer	monitor
🖨️	printer	computer
⌨️	keyboard	computer
🖱️	computer_mouse
🖲️	trackball	computer
💽	minidisc	computer disk
💾	floppy_disk	computer
💿	cd	computer disk
📀	dvd	computer disk
🧮	abacus	calculation calculator
🎥	movie_camera	bollywood cinema
🎞️	film_strip	cinema frames
📽️	film_projector	cinema movie
🎬	clapper	action board
📺	tv	video television
📷	camera	photo selfie
📸	camera_flash	video
📹	video_camera	camcorder tbt
📼	vhs	old school
🔍	mag	glass lab
🔎	mag_right	contact glass
🕯️	candle	light
💡	bulb	comic electric
🔦	flashlight	electric light
🏮	izakaya_lantern lantern	bar light
🪔	diya_lamp	light oil
📔	notebook_with_decorative_cover	book decorated
📕	closed_book	education
📖	book open_book	education fantasy
📗	green_book	education fantasy
📘	blue_book	education fantasy
📙	orange_book	education fantasy
📚	books	education fantasy
📓	notebook
📒	ledger	notebook
📃	page_with_curl	document paper
📜	scroll	paper
📄	page_facing_up	document paper
📰	newspaper	communication paper
🗞️	newspaper_roll	paper rolled
📑	bookmark_tabs	mark marker
🔖	bookmark	mark
🏷️	label	tag
🪙	coin	dollar euro
💰	moneybag	bag bank
💴	yen	bank banknote
💵	dollar	bank banknote
💶	euro	bank banknote
💷	pound	bank banknote
💸	money_with_wings	bank banknote
💳	credit_card	bank cash
🧾	receipt	accounting bookkeeping
💹	chart	bank currency
✉️	envelope	email letter
📧	e-mail email	letter
📨	incoming_envelope	delivering email
📩	envelope_with_arrow	communication down
📤	outbox_tray	box email
📥	inbox_tray	box email
📦	package	box communication
📫	mailbox	closed communication
📪	mailbox_closed	lowered postbox
📬	mailbox_with_mail	open postbox
📭	mailbox_with_no_mail	lowered open
📮	postbox	mail mailbox
🗳️	ballot_box
✏️	pencil2
✒️	black_nib	pen
🖋️	fountain_pen
🖊️	pen	ballpoint
🖌️	paintbrush	painting
🖍️	crayon
📝	memo pencil	communication media
💼	briefcase	office
📁	file_folder
📂	open_file_folder
🗂️	card_index_dividers
📅	date	calendar
📆	calendar	tear off
🗒️	spiral_notepad	pad
🗓️	spiral_calendar	pad
📇	card_index	old rolodex
📈	chart_with_upwards_trend	data graph
📉	chart_with_downwards_trend	data decreasing
📊	bar_chart	data graph
📋	clipboard	list notes
📌	pushpin	collage pin
📍	round_pushpin	location map
📎	paperclip
🖇️	paperclips	link linked
📏	straight_ruler	angle edge
📐	triangular_ruler	angle math
✂️	scissors	cut cutting
🗃️	card_file_box
🗄️	file_cabinet	filing paper
🗑️	wastebasket	can garbage
🔒	lock	closed private
🔓	unlock	cracked lock
🔏	lock_with_ink_pen	locked nib
🔐	closed_lock_with_key	bike locked
🔑	key	keys lock
🗝️	old_key	clue lock
🔨	hammer	home improvement
🪓	axe	chop hatchet
⛏️	pick	hammer mining
⚒️	hammer_and_pick	tool
🛠️	hammer_and_wrench	spanner tool
🗡️	dagger	knife weapon
⚔️	crossed_swords	weapon
💣	bomb	boom comic
🪃	boomerang	rebound repercussion
🏹	bow_and_arrow	archer archery
🛡️	shield	weapon
🪚	carpentry_saw	carpenter cut
🔧	wrench	home improvement
🪛	screwdriver	flathead handy
🔩	nut_and_bolt	home improvement
⚙️	gear	cog cogwheel
🗜️	clamp	compress tool
⚖️	balance_scale	justice libra
🦯	probing_cane	accessibility blind
🔗	link	links
⛓️‍💥	broken_chain	break breaking
⛓️	chains
🪝	hook	catch crook
🧰	toolbox	box chest
🧲	magnet	attraction horseshoe
🪜	ladder	climb rung
⚗️	alembic	chemistry tool
🧪	test_tube	chemist chemistry
🧫	petri_dish	bacteria biologist
🧬	dna	biologist evolution
🔬	microscope	experiment lab
🔭	telescope	contact extraterrestrial
📡	satellite	aliens antenna
💉	syringe	doctor flu
🩸	drop_of_blood	bleed donation
💊	pill	doctor drugs
🩹	adhesive_bandage
🩼	crutch	aid cane
🩺	stethoscope	doctor heart
🩻	x_ray	bones doctor
🚪	door	back closet
🛗	elevator	accessibility hoist
🪞	mirror	makeup reflection
🪟	window	air frame
🛏️	bed	hotel sleep
🛋️	couch_and_lamp	hotel
🪑	chair	seat sit
🚽	toilet	bathroom
🪠	plunger	cup force
🚿	shower	water
🛁	bathtub
🪤	mouse_trap	bait cheese
🪒	razor	sharp shave
🧴	lotion_bottle	moisturizer shampoo
🧷	safety_pin	diaper punk
🧹	broom	cleaning sweeping
🧺	basket	farming laundry
🧻	roll_of_paper	toilet towels
🪣	bucket	cask pail
🧼	soap	bar bathing
🫧	bubbles	burp clean
🪥	toothbrush	bathroom brush
🧽	sponge	absorbing cleaning
🧯	fire_extinguisher	quench
🛒	shopping_cart	trolley
🚬	smoking	cigarette
⚰️	coffin	dead death
🪦	headstone	cemetery dead
⚱️	funeral_urn	ashes death
🧿	nazar_amulet	bead blue
🪬	hamsa	amulet fatima
🗿	moyai	statue stoneface
🪧	placard	card demonstration
🪪	identification_card	credentials document`,
  `🏧	atm	automated bank
🚮	put_litter_in_its_place	bin litterbin
🚰	potable_water	drinking
♿	wheelchair	access handicap
🚹	mens	bathroom lavatory
🚺	womens	bathroom lavatory
🚻	restroom	bathroom lavatory
🚼	baby_symbol	changing
🚾	wc	bathroom closet
🛂	passport_control
🛃	customs	packing
🛄	baggage_claim	arrived bags
🛅	left_luggage	baggage case
⚠️	warning	caution
🚸	children_crossing	pedestrian traffic
⛔	no_entry	fail forbidden
🚫	no_entry_sign	forbidden not
🚳	no_bicycles	bike forbidden
🚭	no_smoking	forbidden not
🚯	do_not_litter	forbidden littering
🚱	non-potable_water	dry prohibited
🚷	no_pedestrians	forbidden not
📵	no_mobile_phones	cell forbidden
🔞	underage	age eighteen
☢️	radioactive	sign
☣️	biohazard	sign
⬆️	arrow_up	cardinal direction
↗️	arrow_upper_right	direction intercardinal
➡️	arrow_right	cardinal direction
↘️	arrow_lower_right	direction intercardinal
⬇️	arrow_down	cardinal direction
↙️	arrow_lower_left	direction intercardinal
⬅️	arrow_left	cardinal direction
↖️	arrow_upper_left	direction intercardinal
↕️	arrow_up_down
↔️	left_right_arrow
↩️	leftwards_arrow_with_hook	curving right
↪️	arrow_right_hook	curving left
⤴️	arrow_heading_up	curving right
⤵️	arrow_heading_down	curving right
🔃	arrows_clockwise	refresh reload
🔄	arrows_counterclockwise	again anticlockwise
🔙	back	arrow
🔚	end	arrow
🔛	on	arrow mark
🔜	soon	arrow brb
🔝	top	arrow homie
🛐	place_of_worship	pray religion
⚛️	atom_symbol	atheist
🕉️	om	hindu religion
✡️	star_of_david	jew jewish
☸️	wheel_of_dharma	buddhist religion
☯️	yin_yang	difficult lives
✝️	latin_cross	christ christian
☦️	orthodox_cross	christian religion
☪️	star_and_crescent	islam muslim
☮️	peace_symbol	healing peaceful
🕎	menorah	candelabrum candlestick
🔯	six_pointed_star	dotted fortune
🪯	khanda	deg fateh
♈	aries	horoscope ram
♉	taurus	bull horoscope
♊	gemini	horoscope twins
♋	cancer	crab horoscope
♌	leo	horoscope lion
♍	virgo	horoscope zodiac
♎	libra	balance horoscope
♏	scorpius	horoscope scorpio
♐	sagittarius	archer horoscope
♑	capricorn	goat horoscope
♒	aquarius	bearer horoscope
♓	pisces	fish horoscope
⛎	ophiuchus	bearer serpent
🔀	twisted_rightwards_arrows	button crossed
🔁	repeat	arrow button
🔂	repeat_one	arrow button
▶️	arrow_forward	button play
⏩	fast_forward	arrow button
⏭️	next_track_button	arrow scene
⏯️	play_or_pause_button	arrow right
◀️	arrow_backward	button left
⏪	rewind	arrow button
⏮️	previous_track_button	arrow last
🔼	arrow_up_small	button red
⏫	arrow_double_up	button fast
🔽	arrow_down_small	button downwards
⏬	arrow_double_down	button fast
⏸️	pause_button	bar double
⏹️	stop_button	square
⏺️	record_button	circle
⏏️	eject_button
🎦	cinema	camera film
🔅	low_brightness	button dim
🔆	high_brightness	button light
📶	signal_strength	antenna bar
🛜	wireless	broadband computer
📳	vibration_mode	cell communication
📴	mobile_phone_off	cell telephone
♀️	female_sign	woman
♂️	male_sign	man
⚧️	transgender_symbol
✖️	heavy_multiplication_x	cancel sign
➕	heavy_plus_sign
➖	heavy_minus_sign	math
➗	heavy_division_sign	math divide
🟰	heavy_equals_sign	answer equality
♾️	infinity	forever unbounded
‼️	bangbang	double exclamation
⁉️	interrobang	exclamation mark
❓	question	mark punctuation
❔	grey_question	mark outlined
❕	grey_exclamation	mark outlined
❗	exclamation heavy_exclamation_mark	punctuation red
〰️	wavy_dash	punctuation
💱	currency_exchange	bank money
💲	heavy_dollar_sign	billion cash
⚕️	medical_symbol	aesculapius medicine
♻️	recycle	recycling symbol
⚜️	fleur_de_lis	knights
🔱	trident	anchor emblem
📛	name_badge
🔰	beginner	chevron green
⭕	o	circle heavy
✅	white_check_mark	button checked
☑️	ballot_box_with_check	checked done
✔️	heavy_check_mark	checked checkmark
❌	x	cancel cross
❎	negative_squared_cross_mark	button multiplication
➰	curly_loop
➿	loop	curl curly
〽️	part_alternation_mark
✳️	eight_spoked_asterisk
✴️	eight_pointed_black_star
❇️	sparkle
©️	copyright
®️	registered
™️	tm	mark trade
#️⃣	hash	keycap
*️⃣	asterisk	keycap
0️⃣	zero	keycap
1️⃣	one	keycap
2️⃣	two	keycap
3️⃣	three	keycap
4️⃣	four	keycap
5️⃣	five	keycap
6️⃣	six	keycap
7️⃣	seven	keycap
8️⃣	eight	keycap
9️⃣	nine	keycap
🔟	keycap_ten
🔠	capital_abcd	input latin
🔡	abcd	input latin
🔢	1234	input numbers
🔣	symbols	input
🔤	abc	alphabet input
🅰️	a	blood button
🆎	ab	blood button
🅱️	b	blood button
🆑	cl	button
🆒	cool	button
🆓	free	button
ℹ️	information_source
🆔	id	button identity
Ⓜ️	m	circle circled
🆕	new	button
🆖	ng	button
🅾️	o2	blood button
🆗	ok	button okay
🅿️	parking	button
🆘	sos	button help
🆙	up	button mark
🆚	vs	button versus
🈁	koko	button here
🈂️	sa	button charge
🈷️	u6708	amount button
🈶	u6709	button charge
🈯	u6307	button ideograph
🉐	ideograph_advantage	bargain button
🈹	u5272	button discount
🈚	u7121	button charge
🈲	u7981	button ideograph
🉑	accept	acceptable button
🈸	u7533	application button
🈴	u5408	button grade
🈳	u7a7a	button ideograph
㊗️	congratulations	button ideograph
㊙️	secret	button ideograph
🈺	u55b6	business button
🈵	u6e80	button ideograph
🔴	red_circle	geometric
🟠	orange_circle
🟡	yellow_circle
🟢	green_circle
🔵	large_blue_circle	geometric
🟣	purple_circle
🟤	brown_circle
⚫	black_circle	geometric
⚪	white_circle	geometric
🟥	red_square	card penalty
🟧	orange_square
🟨	yellow_square	card penalty
🟩	green_square
🟦	blue_square
🟪	purple_square
🟫	brown_square
⬛	black_large_square	geometric
⬜	white_large_square	geometric
◼️	black_medium_square	geometric
◻️	white_medium_square	geometric
◾	black_medium_small_square	geometric
◽	white_medium_small_square	geometric
▪️	black_small_square	geometric
▫️	white_small_square	geometric
🔶	large_orange_diamond	geometric
🔷	large_blue_diamond	geometric
🔸	small_orange_diamond	geometric
🔹	small_blue_diamond	geometric
🔺	small_red_triangle	geometric pointed
🔻	small_red_triangle_down	geometric pointed
💠	diamond_shape_with_a_dot_inside	comic geometric
🔘	radio_button	geometric
🔳	white_square_button	geometric outlined
🔲	black_square_button	geometric`,
  `🏁	checkered_flag	chequered finish
🚩	triangular_flag_on_post	construction golf
🎌	crossed_flags	celebration japanese
🏴	black_flag	waving
🏳️	white_flag	waving
🏳️‍🌈	rainbow_flag	bisexual gay
🏳️‍⚧️	transgender_flag	blue light
🏴‍☠️	pirate_flag	jolly plunder
🇦🇨	ascension_island
🇦🇩	andorra
🇦🇪	united_arab_emirates
🇦🇫	afghanistan
🇦🇬	antigua_barbuda
🇦🇮	anguilla
🇦🇱	albania
🇦🇲	armenia
🇦🇴	angola
🇦🇶	antarctica
🇦🇷	argentina
🇦🇸	american_samoa
🇦🇹	austria
🇦🇺	australia
🇦🇼	aruba
🇦🇽	aland_islands	land
🇦🇿	azerbaijan
🇧🇦	bosnia_herzegovina
🇧🇧	barbados
🇧🇩	bangladesh
🇧🇪	belgium
🇧🇫	burkina_faso
🇧🇬	bulgaria
🇧🇭	bahrain
🇧🇮	burundi
🇧🇯	benin
🇧🇱	st_barthelemy	lemy
🇧🇲	bermuda
🇧🇳	brunei
🇧🇴	bolivia
🇧🇶	caribbean_netherlands
🇧🇷	brazil
🇧🇸	bahamas
🇧🇹	bhutan
🇧🇻	bouvet_island
🇧🇼	botswana
🇧🇾	belarus
🇧🇿	belize
🇨🇦	canada
🇨🇨	cocos_islands	keeling
🇨🇩	congo_kinshasa
🇨🇫	central_african_republic
🇨🇬	congo_brazzaville
🇨🇭	switzerland
🇨🇮	cote_divoire	ivoire
🇨🇰	cook_islands
🇨🇱	chile
🇨🇲	cameroon
🇨🇳	cn	china
🇨🇴	colombia
🇨🇵	clipperton_island
🇨🇷	costa_rica
🇨🇺	cuba
🇨🇻	cape_verde
🇨🇼	curacao
🇨🇽	christmas_island
🇨🇾	cyprus
🇨🇿	czech_republic	czechia
🇩🇪	de	germany
🇩🇬	diego_garcia
🇩🇯	djibouti
🇩🇰	denmark
🇩🇲	dominica
🇩🇴	dominican_republic
🇩🇿	algeria
🇪🇦	ceuta_melilla
🇪🇨	ecuador
🇪🇪	estonia
🇪🇬	egypt
🇪🇭	western_sahara
🇪🇷	eritrea
🇪🇸	es	spain
🇪🇹	ethiopia
🇪🇺	eu european_union
🇫🇮	finland
🇫🇯	fiji
🇫🇰	falkland_islands
🇫🇲	micronesia
🇫🇴	faroe_islands
🇫🇷	fr	france
🇬🇦	gabon
🇬🇧	gb uk	united kingdom
🇬🇩	grenada
🇬🇪	georgia
🇬🇫	french_guiana
🇬🇬	guernsey
🇬🇭	ghana
🇬🇮	gibraltar
🇬🇱	greenland
🇬🇲	gambia
🇬🇳	guinea
🇬🇵	guadeloupe
🇬🇶	equatorial_guinea
🇬🇷	greece
🇬🇸	south_georgia_south_sandwich_islands
🇬🇹	guatemala
🇬🇺	guam
🇬🇼	guinea_bissau
🇬🇾	guyana
🇭🇰	hong_kong	sar china
🇭🇲	heard_mcdonald_islands
🇭🇳	honduras
🇭🇷	croatia
🇭🇹	haiti
🇭🇺	hungary
🇮🇨	canary_islands
🇮🇩	indonesia
🇮🇪	ireland
🇮🇱	israel
🇮🇲	isle_of_man
🇮🇳	india
🇮🇴	british_indian_ocean_territory
🇮🇶	iraq
🇮🇷	iran
🇮🇸	iceland
🇮🇹	it	italy
🇯🇪	jersey
🇯🇲	jamaica
🇯🇴	jordan
🇯🇵	jp	japan
🇰🇪	kenya
🇰🇬	kyrgyzstan
🇰🇭	cambodia
🇰🇮	kiribati
🇰🇲	comoros
🇰🇳	st_kitts_nevis
🇰🇵	north_korea
🇰🇷	kr	south korea
🇰🇼	kuwait
🇰🇾	cayman_islands
🇰🇿	kazakhstan
🇱🇦	laos
🇱🇧	lebanon
🇱🇨	st_lucia
🇱🇮	liechtenstein
🇱🇰	sri_lanka
🇱🇷	liberia
🇱🇸	lesotho
🇱🇹	lithuania
🇱🇺	luxembourg
🇱🇻	latvia
🇱🇾	libya
🇲🇦	morocco
🇲🇨	monaco
🇲🇩	moldova
🇲🇪	montenegro
🇲🇫	st_martin
🇲🇬	madagascar
🇲🇭	marshall_islands
🇲🇰	macedonia	north
🇲🇱	mali
🇲🇲	myanmar	burma
🇲🇳	mongolia
🇲🇴	macau	macao sar
🇲🇵	northern_mariana_islands
🇲🇶	martinique
🇲🇷	mauritania
🇲🇸	montserrat
🇲🇹	malta
🇲🇺	mauritius
🇲🇻	maldives
🇲🇼	malawi
🇲🇽	mexico
🇲🇾	malaysia
🇲🇿	mozambique
🇳🇦	namibia
🇳🇨	new_caledonia
🇳🇪	niger
🇳🇫	norfolk_island
🇳🇬	nigeria
🇳🇮	nicaragua
🇳🇱	netherlands
🇳🇴	norway
🇳🇵	nepal
🇳🇷	nauru
🇳🇺	niue
🇳🇿	new_zealand
🇴🇲	oman
🇵🇦	panama
🇵🇪	peru
🇵🇫	french_polynesia
🇵🇬	papua_new_guinea
🇵🇭	philippines
🇵🇰	pakistan
🇵🇱	poland
🇵🇲	st_pierre_miquelon
🇵🇳	pitcairn_islands
🇵🇷	puerto_rico
🇵🇸	palestinian_territories
🇵🇹	portugal
🇵🇼	palau
🇵🇾	paraguay
🇶🇦	qatar
🇷🇪	reunion	union
🇷🇴	romania
🇷🇸	serbia
🇷🇺	ru	russia
🇷🇼	rwanda
🇸🇦	saudi_arabia
🇸🇧	solomon_islands
🇸🇨	seychelles
🇸🇩	sudan
🇸🇪	sweden
🇸🇬	singapore
🇸🇭	st_helena
🇸🇮	slovenia
🇸🇯	svalbard_jan_mayen
🇸🇰	slovakia
🇸🇱	sierra_leone
🇸🇲	san_marino
🇸🇳	senegal
🇸🇴	somalia
🇸🇷	suriname
🇸🇸	south_sudan
🇸🇹	sao_tome_principe	ncipe
🇸🇻	el_salvador
🇸🇽	sint_maarten
🇸🇾	syria
🇸🇿	swaziland	eswatini
🇹🇦	tristan_da_cunha
🇹🇨	turks_caicos_islands
🇹🇩	chad
🇹🇫	french_southern_territories
🇹🇬	togo
🇹🇭	thailand
🇹🇯	tajikistan
🇹🇰	tokelau
🇹🇱	timor_leste
🇹🇲	turkmenistan
🇹🇳	tunisia
🇹🇴	tonga
🇹🇷	tr	rkiye
🇹🇹	trinidad_tobago
🇹🇻	tuvalu
🇹🇼	taiwan
🇹🇿	tanzania
🇺🇦	ukraine
🇺🇬	uganda
🇺🇲	us_outlying_islands
🇺🇳	united_nations
🇺🇸	us	united states
🇺🇾	uruguay
🇺🇿	uzbekistan
🇻🇦	vatican_city
🇻🇨	st_vincent_grenadines
🇻🇪	venezuela
🇻🇬	british_virgin_islands
🇻🇮	us_virgin_islands
🇻🇳	vietnam
🇻🇺	vanuatu
🇼🇫	wallis_futuna
🇼🇸	samoa
🇽🇰	kosovo
🇾🇪	yemen
🇾🇹	mayotte
🇿🇦	south_africa
🇿🇲	zambia
🇿🇼	zimbabwe
🏴󠁧󠁢󠁥󠁮󠁧󠁿	england	gbeng
🏴󠁧󠁢󠁳󠁣󠁴󠁿	scotland	gbsct
🏴󠁧󠁢󠁷󠁬󠁳󠁿	wales	gbwls`,
];
