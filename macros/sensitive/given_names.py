"""Given names that are frequent where this kind of library is written, so that two capitals can be told from a place.

Chosen by hand, without names that are everyday words, months or frequent places (Grace, May, Florence, Victoria).
"""

from __future__ import annotations

from macros.sensitive.letters import listed

GIVEN_NAMES = listed(
    """
    Adam Agnes Alan Albert Alexander Alice Alison Amanda Amelia Amy Andrew Angela Ann Anna Anne Anthony Arthur
    Barbara Ben Benjamin Bernard Brian Carol Caroline Catherine Charles Charlotte Christine Christopher Claire
    Daniel David Deborah Dennis Diana Donald Dorothy Edward Eleanor Elizabeth Emily Emma Eric Eva Frances Frank Fred
    Gary Geoffrey Gerald Gordon Graham Gregory Hannah Harold Harry Heather Helen Henry Howard Hugh Ian Isabel Jack
    James Jane Janet Jason Jean Jennifer Jeremy Jessica Jim Joan Joanna John Jonathan Joseph Joshua Joyce Judith
    Julia Julian Julie Karen Kate Katherine Kathleen Keith Kenneth Kevin Laura Lauren Lawrence Leonard Linda Lisa
    Louise Lucy Margaret Maria Mark Martha Martin Mary Matthew Melissa Michael Michelle Nancy Natalie Neil Nicholas
    Nicola Nigel Oliver Olivia Pamela Patricia Patrick Paul Paula Peter Philip Rachel Ralph Raymond Rebecca Richard
    Robert Robin Roger Ronald Rosemary Ruth Samantha Samuel Sandra Sarah Sharon Simon Sophie Stephanie Stephen
    Steven Stuart Susan Teresa Theresa Thomas Timothy Tony Ursula Vanessa Vincent Virginia Walter Wendy William
    Adrien Aline Amélie André Antoine Aurélie Béatrice Benoît Bruno Camille Cécile Cédric Chantal Christelle
    Christian Christophe Clarisse Claude Clément Clémence Corinne Damien Danielle Delphine Denis Dominique Élise
    Émile Emmanuel Estelle Étienne Fabien Fabrice Fatou Françoise Frédéric Gaëlle Geneviève Georges Gérard Gilles
    Grégoire Guillaume Guy Hélène Henri Hervé Hugo Isabelle Jacques Jeanne Jérôme Joël Josiane Julien Laurence
    Laurent Léa Luc Lucie Luis Madeleine Manon Marc Marcel Marguerite Marie Marine Mathieu Maurice Maxime Mireille
    Monique Nathalie Nicolas Noémie Odile Olivier Pascal Patrice Philippe Pierre Raphaël Raymonde René Roland
    Sandrine Sébastien Serge Solange Stéphane Sylvain Sylvie Théo Thérèse Thierry Valérie Véronique Viviane Yannick
    Yves Yvette Yvonne Adriana Alexandru Adrian Alina Ana Anca Andreea Andrei Aurel Aurelia Bogdan Camelia
    Cătălin Cătălina
    Ciprian Claudia Codruța Constantin Corina Cornel Cornelia Cosmin Costel Cristian Cristina Dan Dana Daniela Dinu
    Doina Dorin Dragoș Dumitru Elena Emil Eugen Eugenia Florin Florentina Gabriel Gabriela Gelu George Georgeta
    Gheorghe Grigore Horia Ilie Ilinca Ioan Ioana Ion Ionel Ionela Ionuț Irina Iulia Iulian Laurențiu Lavinia Lidia
    Liliana Liviu Loredana Lucian Luminița Magdalena Marian Mariana Marin Marius Matei Mihaela Mihai Mihail Mircea
    Mirela Monica Nadia Natalia Nicoleta Octavian Oana Olga Otilia Ovidiu Petre Petru Radu Ramona Răzvan Rodica
    Roxana Ruxandra Sabina Sanda Sergiu Silvia Simona Sorin Sorina Ștefan Ștefania Tatiana Teodor Teodora Tiberiu
    Traian Tudor Valentin Valentina Valeriu Vasile Veronica Viorel Viorica Vlad Vladimir Zoe Anastasia Andriy Bohdan
    Dmytro Halyna Hanna Ihor Iryna Ivan Kateryna Khrystyna Larysa Lesia Liudmyla Maksym Mariia Maryna Mykhailo
    Mykola Nataliia Nina Oksana Oleh Olena Oleksandr Oleksandra Oleksiy Olha Pavlo Petro Roman Ruslan Serhiy Serhii
    Svitlana Taras Tetiana Vasyl Viktor Viktoriia Volodymyr Yaroslav Yevhen Yulia Yuliia Yuriy Zoriana Анастасія
    Андрій Богдан Василь Віктор Вікторія Віталій Володимир Ганна Галина Дмитро Євген Іван Ігор Ірина Катерина Лариса
    Леся Людмила Максим Марина Марія Микола Михайло Надія Наталія Ніна Оксана Олег Олександр Олександра Олексій
    Олена Ольга Павло Петро Роман Руслан Світлана Сергій Тарас Тетяна Христина Юлія Юрій Ярослав Abdallah Abdel
    Abdelaziz Abdi Abdul Abdulkadir Abdulla Abdullah Abdulrahman Abdurahman Abeer Adel Adnan Ahmad Ahmed Aicha Aïcha
    Aisha Aishah Ali Alia Amal Amin Amina Aminata Amir Amira Anas Anwar Asma Ayman Aziz Basma Bassam Bilal Bushra
    Dalal Dalia Dina Fadi Fadia Fahad Faisal Farah Farid Farida Faris Faten Fathi Fatima Fatimah Fatimé Fatma
    Fatoumata Fouad Ghada Ghassan Habib Hadi Hadiza Hafsa Haidar Hala Halima Hamid Hamza Hana Hanan Hani Hasan
    Hassan Hawa Hayat Heba Hiba Hisham Huda Hussein Hussain Ibrahim Idris Iman Ismail Issa Jalal Jamal Jamil Jamila
    Kamal Karim Karima Khadija Khadijah Khaled Khalid Khalil Laila Lamia Layla Leila Lina Lubna Maha Mahamat Mahmoud
    Malika Manal Maryam Mariam Marwan Maysa Mohamad Mohamed Mohammad Mohammed Mona Mounir Muhammad Muna Munir Musa
    Mustafa Nabil Nada Nadim Nadine Nadir Naima Najwa Nasser Nour Noura Omar Osama Osman Othman Qasim Rahma Raja
    Rami Rana Rania Rashid Rasha Reem Rima Rola Ruba Saad Sabah Safa Said Salah Saleh Salem Salim Salma Samar Sami
    Samia Samir Samira Sana Sara Sawsan Shadi Shadia Shireen Suha Suleiman Taha Tariq Tarek Wael Walid Widad Yahya
    Yasmin Yasmine Yasser Youssef Yousef Youssouf Yusuf Zahra Zainab Zaynab Zeinab Ziad Adama Adjoa Akello Akinyi
    Alhaji Alimatou Amadou Amara Aminatou Apollo Awa Ayaan Babacar Bakary Bintou Boubacar Chidi Chinwe Chukwu
    Djibril Emeka Esther Fanta Habiba Ifeoma Ikenna Issouf Issoufou Kagiso Kamau Kofi Kwame Lamine Mahama Mamadou
    Mariama Moussa Mugisha Mwangi Nakato Namono Ngozi Njeri Nyambura Ochieng Okello Okot Oluwaseun Oumar Ousmane
    Salif Sani Seydou Souleymane Tendai Thabo Tunde Uche Wambui Wangari Wanjiru Yaya Zawadi Alejandra Alejandro
    Alfonso Álvaro Ángela Antonio Beatriz Camila Carlos Carmen Catalina César Diego Eduardo Enrique Esteban Felipe
    Fernanda Fernando Francisca Francisco Gloria Guadalupe Gustavo Ignacio Inés Javier Jesús Jimena Joaquín Jorge
    José Juan Juana Juliana Leonardo Lucía Luisa Manuel Manuela Marcela Marcos María Mateo Miguel Nicolás Pablo
    Paola Pedro Rafael Ramón Raúl Ricardo Roberto Rodrigo Rosa Sebastián Sergio Sofía Soledad Tomás Valeria Ximena
    Yolanda Ahmet Ayşe Elif Emine Fatih Hakan Hatice Hüseyin Kemal Mehmet Murat Özlem Selin Zeynep Aibek Aigul
    Ainura Almaz Asel Bakyt Gulnara Kanat Nurlan Rustam Timur Ulan Zarina Deepak Gita Hari Krishna Lakshmi Manish
    Mohan Prakash Priya Rajesh Ram Ramesh Ravi Sanjay Sita Sunil Suresh Sushila Björn Ingrid Jens Jürgen Katrin
    Klaus Lars Lukas Matthias Sabine Stefan Sven Ulrike Uwe Wolfgang Jakub Jan Katarzyna Krzysztof Małgorzata Marek
    Piotr Tomasz Zofia Giovanni Giulia Giuseppe Marco Paolo
    """
)
