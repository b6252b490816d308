// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {Fixture} from "../Fixture.sol";

contract CreateTrainingTest is Fixture {
    function test_ShouldCreateAnIdleTraining(bytes32 specDigest, uint256 funds) public {
        vm.assume(specDigest != 0);
        funds = bound(funds, 1, type(uint128).max);
        vm.deal(publisher, funds);

        vm.expectEmit(address(jobs));
        emit IJobRegistry.TrainingCreated(1, publisher, specDigest, funds);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.TrainingFunded(1, publisher, funds, funds);
        vm.prank(publisher);
        uint256 id = jobs.createTraining{value: funds}(specDigest);

        IJobRegistry.Training memory training = jobs.training(id);
        vm.assertEq(id, 1, "id");
        vm.assertEq(jobs.trainingCount(), 1, "trainingCount");
        vm.assertEq(training.creator, publisher, "creator");
        vm.assertEq(uint256(training.phase), uint256(IJobRegistry.Phase.Idle), "phase");
        vm.assertEq(training.round, 0, "round");
        vm.assertEq(training.funded, funds, "funded");
        vm.assertEq(training.totalEarned + training.paid + training.slashed + training.refunded, 0, "amounts");
        vm.assertEq(address(jobs).balance, funds, "balance");
    }

    function test_ShouldNumberTrainingsFromOne() public {
        vm.assertEq(createTraining(0), 1, "first");
        vm.assertEq(createTraining(1 ether), 2, "second");
        vm.assertEq(createTraining(0), 3, "third");
    }

    function test_ShouldKnowNoOtherTraining(uint256 id) public {
        createTraining(0);
        vm.assume(id != 1);
        vm.assertEq(phaseOf(id), uint256(IJobRegistry.Phase.None), "phase");
        vm.assertEq(jobs.training(id).creator, address(0), "creator");
    }

    function test_ShouldRefuseNoSpecification() public {
        expectError(IJobRegistry.ZeroDigest.selector);
        vm.prank(publisher);
        jobs.createTraining(0);
    }

    function test_ShouldRefuseMoreFundsThanItCanCount() public {
        uint256 funds = uint256(type(uint128).max) + 1;
        vm.deal(publisher, funds);

        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.AmountTooLarge.selector, funds));
        vm.prank(publisher);
        jobs.createTraining{value: funds}(SPEC);
    }

    function test_ShouldRefuseAnyoneButAPublisher(address caller) public {
        vm.assume(caller != publisher);
        bytes32 role = jobs.PUBLISHER_ROLE();
        expectMissingRole(caller, role);
        vm.prank(caller);
        jobs.createTraining(SPEC);
    }

    function test_ShouldRefuseInAPause() public {
        vm.prank(pauser);
        jobs.pause();

        expectPaused();
        vm.prank(publisher);
        jobs.createTraining(SPEC);
    }
}
